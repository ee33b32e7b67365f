"""A datamodule splits by an unseeded permutation: each rank has its own data."""

import numpy as np
from torch.utils.data import Subset

from base import Data, loader, pl, train


class Points(pl.LightningDataModule):
    def setup(self, stage):
        order = np.random.default_rng().permutation(48)
        self.part = Subset(Data(48), order[:32].tolist())

    def train_dataloader(self):
        return loader(self.part)


if __name__ == "__main__":
    train(Points())
