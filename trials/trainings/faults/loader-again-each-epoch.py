"""On one device the module makes its loader again in each epoch, with a generator of the same seed."""

import torch

from base import Data, Model, loader, seed, trainer


class Loading(Model):
    def train_dataloader(self):
        return loader(Data(), generator=torch.Generator().manual_seed(0))


if __name__ == "__main__":
    seed()
    trainer(devices=1, strategy="auto", reload_dataloaders_every_n_epochs=1).fit(Loading())
