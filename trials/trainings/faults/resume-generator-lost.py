"""A model draws from a generator of each rank, which its checkpoint does not keep."""

import torch

from base import Data, Model, loader, rank, train


class Latent(Model):
    def __init__(self):
        super().__init__()
        self.generator = torch.Generator().manual_seed(rank())

    def loss(self, batch):
        x, y = batch
        return super().loss((x + 0.1 * torch.randn(x.shape, generator=self.generator), y))


if __name__ == "__main__":
    train(loader(Data(), shuffle=False), Latent)
