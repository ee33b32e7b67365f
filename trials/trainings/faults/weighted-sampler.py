"""A WeightedRandomSampler without a sampler a rank: both ranks draw the same samples."""

from torch.utils.data import WeightedRandomSampler

from base import Data, loader, train

if __name__ == "__main__":
    sampler = WeightedRandomSampler([1.0 + i for i in range(32)], 16, replacement=False)
    train(loader(Data(), sampler=sampler), use_distributed_sampler=False)
