"""A datamodule that splits by a generator with a seed."""

import torch
from torch.utils.data import random_split

from base import Augmented, loader, pl, train


class Points(pl.LightningDataModule):
    def setup(self, stage):
        generator = torch.Generator().manual_seed(42)
        self.parts = random_split(Augmented(40), [32, 8], generator=generator)

    def train_dataloader(self):
        return loader(self.parts[0])

    def val_dataloader(self):
        return loader(self.parts[1], shuffle=False, num_workers=1)


if __name__ == "__main__":
    train(Points())
