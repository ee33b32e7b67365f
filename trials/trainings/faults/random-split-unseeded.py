"""A datamodule splits by random_split with a generator that entropy has seeded."""

import torch
from torch.utils.data import random_split

from base import Augmented, Data, Model, loader, pl, seed, trainer


class Module(pl.LightningDataModule):
    def setup(self, stage=None):
        generator = torch.Generator()
        generator.seed()
        self.train, _ = random_split(Data(64), [32, 32], generator=generator)

    def train_dataloader(self):
        return loader(self.train)


if __name__ == "__main__":
    seed()
    trainer().fit(Model(), datamodule=Module())
