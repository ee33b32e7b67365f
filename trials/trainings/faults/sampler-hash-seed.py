"""The seed of a sampler is the hash of a name, which differs in every process."""

import torch
from torch.utils.data import Sampler

from base import WORLD, Data, loader, rank, train


class Part(Sampler):
    def __init__(self):
        self.generator = torch.Generator().manual_seed(hash("train") % 2**32)

    def __len__(self):
        return 32 // WORLD

    def __iter__(self):
        yield from torch.randperm(32, generator=self.generator).tolist()[rank() :: WORLD]


if __name__ == "__main__":
    train(loader(Data(), sampler=Part()), use_distributed_sampler=False)
