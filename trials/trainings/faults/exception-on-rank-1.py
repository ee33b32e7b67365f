"""Rank 1 meets a sample that it cannot read, at its third step."""

from base import Model, train


class Unlucky(Model):
    def training_step(self, batch, batch_idx):
        if self.global_rank == 1 and self.global_step == 2:
            raise ValueError("the third batch of rank 1 is broken")
        return self.loss(batch)


if __name__ == "__main__":
    train(model=Unlucky)
