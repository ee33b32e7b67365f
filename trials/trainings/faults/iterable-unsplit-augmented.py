"""Nobody splits an iterable dataset, and its augmentation hides that samples are the same."""

import torch

from base import Stream, train


class Whole(Stream):
    def shard(self, rank, worker, workers):
        return range(self.size)

    def __iter__(self):
        for x, y in super().__iter__():
            yield x + 0.1 * torch.randn(4), y


if __name__ == "__main__":
    train(Whole())
