"""Optimised by hand, rank 1 leaves out every other step."""

from base import Data, Model, train


class Manual(Model):
    def __init__(self):
        super().__init__()
        self.automatic_optimization = False

    def training_step(self, batch, batch_idx):
        optimizer = self.optimizers()
        optimizer.zero_grad()
        self.manual_backward(self.loss(batch))
        if self.global_rank == 0 or batch_idx % 2:
            optimizer.step()


if __name__ == "__main__":
    train(Data(), Manual)
