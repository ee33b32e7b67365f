"""A model draws its noise from a generator of each rank."""

import torch

from base import Model, rank, train


class Latent(Model):
    def __init__(self):
        super().__init__()
        self.generator = torch.Generator().manual_seed(42 + rank())

    def loss(self, batch):
        x, y = batch
        return super().loss((x + 0.1 * torch.randn(x.shape, generator=self.generator), y))


if __name__ == "__main__":
    train(model=Latent)
