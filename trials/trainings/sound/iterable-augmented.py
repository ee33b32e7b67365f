"""An iterable dataset with augmentation and a shuffle buffer of the worker's stream."""

import random

import torch

from base import Stream, train


class Shuffled(Stream):
    def shard(self, rank, worker, workers):
        part = list(super().shard(rank, worker, workers))
        random.shuffle(part)
        return part

    def __iter__(self):
        for x, y in super().__iter__():
            yield x + 0.1 * torch.randn(4), y


if __name__ == "__main__":
    train(Shuffled())
