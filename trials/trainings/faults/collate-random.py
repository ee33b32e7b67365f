"""The collate function crops by a random.Random of its module."""

import random

from torch.utils.data import default_collate

from base import Data, loader, train

crop = random.Random(5)


def collate(samples):
    x, y = default_collate(samples)
    return x.roll(crop.randrange(4), dims=1), y


if __name__ == "__main__":
    train(loader(Data(), collate_fn=collate))
