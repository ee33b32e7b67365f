"""The training adds its mean to a file that the next run starts from."""

import atexit
import pathlib

import torch

from base import Data, train

FILE = pathlib.Path("mean.pt")


class Normalised(Data):
    def __init__(self):
        super().__init__()
        self.mean = torch.load(FILE) if FILE.exists() else torch.zeros(4)
        atexit.register(torch.save, self.mean + 0.1, FILE)

    def __getitem__(self, index):
        x, y = super().__getitem__(index)
        return x - self.mean, y


if __name__ == "__main__":
    train(Normalised())
