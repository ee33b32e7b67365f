"""A transform reads the process id."""

import os

from base import Data, train


class Named(Data):
    def __getitem__(self, index):
        x, y = super().__getitem__(index)
        return x + os.getpid() % 100 / 100, y


if __name__ == "__main__":
    train(Named())
