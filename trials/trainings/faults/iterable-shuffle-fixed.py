"""An iterable dataset shuffles its part, and seeds the generator with the same number in each pass."""

import random

from base import Stream, train


class Shuffled(Stream):
    def shard(self, rank, worker, workers):
        part = list(super().shard(rank, worker, workers))
        random.Random(42).shuffle(part)
        return part


if __name__ == "__main__":
    train(Shuffled())
