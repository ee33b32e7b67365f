"""A layer joins at the start of the training, when DDP has counted its parameters."""

import torch

from base import Model, train


class Late(Model):
    def on_train_start(self):
        self.head = torch.nn.Linear(1, 1)
        self.optimizers().add_param_group({"params": self.head.parameters()})

    def loss(self, batch):
        x, y = batch
        return torch.nn.functional.mse_loss(self.head(self.net(x)), y)


if __name__ == "__main__":
    train(model=Late)
