"""A layer lies in a plain list: the optimizer knows it, DDP and the checkpoint do not."""

import torch

from base import Model, train


class Hidden(Model):
    def __init__(self):
        super().__init__()
        self.heads = [torch.nn.Linear(1, 1)]

    def loss(self, batch):
        x, y = batch
        return torch.nn.functional.mse_loss(self.heads[0](self.net(x)), y)

    def configure_optimizers(self):
        return torch.optim.Adam([*self.parameters(), *self.heads[0].parameters()], lr=0.01)


if __name__ == "__main__":
    train(model=Hidden)
