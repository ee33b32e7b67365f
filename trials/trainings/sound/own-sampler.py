"""An own distributed sampler with set_epoch."""

import random

from torch.utils.data import Sampler

from base import WORLD, Augmented, loader, rank, train


class Part(Sampler):
    epoch = 0

    def set_epoch(self, epoch):
        self.epoch = epoch

    def __len__(self):
        return 32 // WORLD

    def __iter__(self):
        order = random.Random(42 + self.epoch).sample(range(32), 32)
        yield from order[rank() :: WORLD]


if __name__ == "__main__":
    train(loader(Augmented(), sampler=Part()), use_distributed_sampler=False)
