"""Each rank adds noise of its own to the gradients after they were exchanged."""

import torch

from base import Model, rank, train


class Noisy(Model):
    def on_before_optimizer_step(self, optimizer):
        generator = torch.Generator().manual_seed(rank() + self.global_step)
        for each in self.parameters():
            each.grad += 1e-3 * torch.randn(each.shape, generator=generator)


if __name__ == "__main__":
    train(model=Noisy)
