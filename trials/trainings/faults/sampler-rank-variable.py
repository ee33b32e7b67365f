"""A sampler reads RANK, which Lightning's launcher does not set: all ranks take the first part."""

import os
import random

from torch.utils.data import Sampler

from base import WORLD, Data, loader, train


class Part(Sampler):
    def __init__(self):
        self.random = random.Random(42)

    def __len__(self):
        return 32 // WORLD

    def __iter__(self):
        order = self.random.sample(range(32), 32)
        yield from order[int(os.environ.get("RANK", 0)) :: WORLD]


if __name__ == "__main__":
    train(loader(Data(), sampler=Part()), use_distributed_sampler=False)
