"""The loss of rank 1 divides by zero in one step, and has no gradient."""

import torch

from base import Model, train


class Broken(Model):
    def training_step(self, batch, batch_idx):
        loss = self.loss(batch)
        if self.global_rank == 1 and self.global_step == 1:
            return loss + 1 / torch.zeros(())
        return loss


if __name__ == "__main__":
    train(model=Broken)
