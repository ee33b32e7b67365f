"""BatchNorm, whose statistics are those of each rank."""

from torch import nn

from base import Model, train


class Normed(Model):
    def layers(self):
        return nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Tanh(), nn.Linear(8, 1))


if __name__ == "__main__":
    train(model=Normed)
