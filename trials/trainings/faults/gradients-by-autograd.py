"""Gradients come from torch.autograd.grad, which DDP does not hear of."""

import torch

from base import Model, train


class Direct(Model):
    def __init__(self):
        super().__init__()
        self.automatic_optimization = False

    def training_step(self, batch, batch_idx):
        optimizer = self.optimizers()
        parameters = list(self.parameters())
        for each, gradient in zip(parameters, torch.autograd.grad(self.loss(batch), parameters)):
            each.grad = gradient
        optimizer.step()


if __name__ == "__main__":
    train(model=Direct)
