"""Rank 1 skips the noise on batches that it finds quiet."""

import torch

from base import Model, train


class Quiet(Model):
    def training_step(self, batch, batch_idx):
        loss = self.loss(batch)
        return loss if self.global_rank and batch_idx else loss + 0 * torch.rand(1).sum()


if __name__ == "__main__":
    train(model=Quiet)
