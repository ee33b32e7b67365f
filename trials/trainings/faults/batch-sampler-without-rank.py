"""A batch sampler knows of no ranks."""

import random

from base import Data, loader, train


class Batches:
    batch_size = 4

    def __init__(self):
        self.random = random.Random(42)

    def __len__(self):
        return 8

    def __iter__(self):
        order = self.random.sample(range(32), 32)
        yield from (order[at : at + 4] for at in range(0, 32, 4))


if __name__ == "__main__":
    train(loader(Data(), batch_sampler=Batches()), use_distributed_sampler=False)
