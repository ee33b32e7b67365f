"""An own distributed sampler shuffles with one seed and has no set_epoch."""

import torch
from torch.utils.data import Sampler

from base import WORLD, Data, loader, rank, train


class Shuffled(Sampler):
    def __init__(self, size):
        self.size = size

    def __len__(self):
        return self.size // WORLD

    def __iter__(self):
        order = torch.randperm(self.size, generator=torch.Generator().manual_seed(42))
        yield from order[rank() :: WORLD].tolist()


if __name__ == "__main__":
    train(loader(Data(), sampler=Shuffled(32)), use_distributed_sampler=False)
