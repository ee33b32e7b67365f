"""configure_model adds a layer after rank 0 alone has drawn."""

import torch

from base import Model, train


class Late(Model):
    def configure_model(self):
        if not hasattr(self, "head"):
            if self.global_rank == 0:
                torch.rand(1)
            self.head = torch.nn.Linear(1, 1)

    def loss(self, batch):
        x, y = batch
        return torch.nn.functional.mse_loss(self.head(self.net(x)), y)


if __name__ == "__main__":
    train(model=Late)
