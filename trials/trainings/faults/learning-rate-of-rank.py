"""The learning rate grows with the rank."""

import torch

from base import Model, rank, train


class Scaled(Model):
    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.01 * (1 + rank()))


if __name__ == "__main__":
    train(model=Scaled)
