"""Each part goes through a shuffle buffer whose generator has torch's seed of the worker."""

import random

import torch

from base import Stream, rank, train


class Shuffled(Stream):
    def __iter__(self):
        self.random = random.Random(f"{torch.initial_seed()} {rank()}")
        kept = []
        for sample in super().__iter__():
            kept.append(sample)
            if len(kept) > 3:
                yield kept.pop(self.random.randrange(len(kept)))
        while kept:
            yield kept.pop(self.random.randrange(len(kept)))


if __name__ == "__main__":
    train(Shuffled())
