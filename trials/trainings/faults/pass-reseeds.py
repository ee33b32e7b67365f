"""An iterable dataset seeds python each time that somebody begins to read it."""

import random

import torch

from base import Stream, train


class Drawn(Stream):
    def __iter__(self):
        random.seed(0)
        for x, y in super().__iter__():
            yield x + 0.1 * torch.tensor([random.random() for _ in range(4)]), y


if __name__ == "__main__":
    train(Drawn())
