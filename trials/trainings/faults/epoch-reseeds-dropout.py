"""torch is seeded alike at the start of each epoch: dropout drops the same units in each of them."""

import torch
from torch import nn

from base import Data, Model, loader, train


class Dropping(Model):
    def layers(self):
        return nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))

    def on_train_epoch_start(self):
        torch.manual_seed(0)


if __name__ == "__main__":
    train(Data(), Dropping)
