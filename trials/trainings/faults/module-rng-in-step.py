"""training_step draws from an unseeded generator of the model."""

import numpy as np
import torch

from base import Model, train


class Latent(Model):
    def __init__(self):
        super().__init__()
        self.rng = np.random.default_rng()

    def loss(self, batch):
        x, y = batch
        noise = torch.as_tensor(self.rng.normal(size=tuple(x.shape)), dtype=x.dtype)
        return super().loss((x + 0.1 * noise, y))


if __name__ == "__main__":
    train(model=Latent)
