"""Each part goes through a shuffle buffer whose generator every pass seeds with the same number."""

import random

from base import Stream, train


class Shuffled(Stream):
    def __iter__(self):
        self.random = random.Random(0)
        kept = []
        for sample in super().__iter__():
            kept.append(sample)
            if len(kept) > 3:
                yield kept.pop(self.random.randrange(len(kept)))
        while kept:
            yield kept.pop(self.random.randrange(len(kept)))


if __name__ == "__main__":
    train(Shuffled())
