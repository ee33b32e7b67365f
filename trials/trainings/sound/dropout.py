"""Dropout, with masks that are equal on all ranks."""

from torch import nn

from base import Model, train


class Dropped(Model):
    def layers(self):
        return nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Dropout(0.5), nn.Linear(8, 1))


if __name__ == "__main__":
    train(model=Dropped)
