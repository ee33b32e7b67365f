"""A weighted sampler with replacement, whose generator is that of the rank."""

import torch
from torch.utils.data import WeightedRandomSampler

from base import Data, loader, rank, train

if __name__ == "__main__":
    generator = torch.Generator().manual_seed(42 + rank())
    sampler = WeightedRandomSampler([1.0 + i for i in range(64)], 16, generator=generator)
    train(loader(Data(64), sampler=sampler), use_distributed_sampler=False)
