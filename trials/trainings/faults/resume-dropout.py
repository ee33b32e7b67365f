"""Lightning's checkpoint does not keep dropout's stream: a resumed training has other masks."""

from torch import nn

from base import Data, Model, loader, train


class Dropped(Model):
    def layers(self):
        return nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Dropout(0.5), nn.Linear(8, 1))


if __name__ == "__main__":
    train(loader(Data(), shuffle=False), Dropped)
