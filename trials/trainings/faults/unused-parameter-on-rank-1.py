"""Rank 1 leaves out a layer that rank 0 uses."""

import torch

from base import Model, train


class Branching(Model):
    def __init__(self):
        super().__init__()
        self.extra = torch.nn.Linear(4, 1)

    def loss(self, batch):
        loss = super().loss(batch)
        return loss if self.global_rank else loss + self.extra(batch[0]).mean()


if __name__ == "__main__":
    train(model=Branching)
