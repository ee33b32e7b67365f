"""The ranks shuffle by different seeds before they split: their parts overlap."""

import random

from torch.utils.data import Sampler

from base import WORLD, Data, loader, rank, train


class Part(Sampler):
    def __init__(self):
        self.random = random.Random(42 + rank())

    def __len__(self):
        return 32 // WORLD

    def __iter__(self):
        yield from self.random.sample(range(32), 32)[rank() :: WORLD]


if __name__ == "__main__":
    train(loader(Data(), sampler=Part()), use_distributed_sampler=False)
