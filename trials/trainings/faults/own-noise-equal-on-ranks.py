"""A model draws its noise from a generator of its own, which is equal on all ranks."""

import torch

from base import Model, train


class Latent(Model):
    def __init__(self):
        super().__init__()
        self.generator = torch.Generator().manual_seed(5)

    def loss(self, batch):
        x, y = batch
        return super().loss((x + 0.1 * torch.randn(x.shape, generator=self.generator), y))


if __name__ == "__main__":
    train(model=Latent)
