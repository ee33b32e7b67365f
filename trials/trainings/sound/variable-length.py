"""Sequences are padded to the longest of their batch, so that dropout draws otherwise often on each rank."""

import torch
from torch import nn

from base import Data, Model, loader, train


class Sequences(Data):
    def __getitem__(self, index):
        return torch.full((1 + index % 7, 4), index / 32), torch.full((1,), index / 32)


def collate(samples):
    values, targets = zip(*samples)
    return nn.utils.rnn.pad_sequence(values, batch_first=True), torch.stack(targets)


class Padded(Model):
    def layers(self):
        return nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.1), nn.Linear(8, 1))

    def loss(self, batch):
        values, targets = batch
        return nn.functional.mse_loss(self.net(values).mean(1), targets)


if __name__ == "__main__":
    train(loader(Sequences(), collate_fn=collate), Padded)
