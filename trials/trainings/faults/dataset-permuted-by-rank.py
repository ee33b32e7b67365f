"""The dataset permutes its samples by the rank, then DDP splits the indices: samples come twice."""

import torch

from base import Data, point, rank, train


class Permuted(Data):
    def __init__(self):
        super().__init__()
        self.order = torch.randperm(32, generator=torch.Generator().manual_seed(rank())).tolist()

    def __getitem__(self, index):
        return point(self.order[index])


if __name__ == "__main__":
    train(Permuted())
