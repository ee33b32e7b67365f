"""The collate function crops by the clock."""

import time

from torch.utils.data import default_collate

from base import Data, loader, train


def collate(samples):
    x, y = default_collate(samples)
    return x * (1 + time.perf_counter_ns() % 3), y


if __name__ == "__main__":
    train(loader(Data(), collate_fn=collate))
