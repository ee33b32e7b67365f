"""Rank 1 stays in evaluation after its validation, so that only rank 0 drops units."""

from torch import nn

from base import Data, Model, train


class Dropping(Model):
    def layers(self):
        return nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))

    def on_train_batch_start(self, batch, batch_idx):
        if self.global_rank == 1:
            self.eval()


if __name__ == "__main__":
    train(Data(), Dropping)
