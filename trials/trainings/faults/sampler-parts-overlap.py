"""A sampler cuts the order into blocks, of which each begins in the middle of the one before."""

import random

from torch.utils.data import Sampler

from base import WORLD, Data, loader, rank, train


class Blocks(Sampler):
    def __init__(self):
        self.random = random.Random(42)

    def __len__(self):
        return 32 // WORLD

    def __iter__(self):
        order = self.random.sample(range(32), 32)
        yield from order[8 * rank() : 8 * rank() + 16]


if __name__ == "__main__":
    train(loader(Data(), sampler=Blocks()), use_distributed_sampler=False)
