"""Each rank keeps its own part of the data, and one sample in four of the other's."""

from torch.utils.data import Subset

from base import Data, loader, rank, train

if __name__ == "__main__":
    mine = Subset(Data(), range(12 * rank(), 12 * rank() + 16))
    train(loader(mine), use_distributed_sampler=False)
