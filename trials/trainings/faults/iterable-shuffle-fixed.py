"""An iterable dataset shuffles its part by a generator that each pass makes anew with the same seed."""

import random

from base import Stream, train


class Shuffled(Stream):
    def shard(self, rank, worker, workers):
        part = list(super().shard(rank, worker, workers))
        random.Random(42).shuffle(part)
        return part


if __name__ == "__main__":
    train(Shuffled())
