"""A dataset lists its files from a set: every process has its own order."""

import torch

from base import Data, train


class Files(Data):
    def __init__(self):
        super().__init__()
        self.names = list({f"{n}.png" for n in range(self.size)})

    def __getitem__(self, index):
        n = float(self.names[index].removesuffix(".png"))
        return torch.full((4,), n / 32), torch.full((1,), n / 32)


if __name__ == "__main__":
    train(Files())
