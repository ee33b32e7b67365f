"""Accumulation by hand never leaves no_sync, so that no gradient is exchanged."""

from base import Data, Model, train


class Manual(Model):
    def __init__(self):
        super().__init__()
        self.automatic_optimization = False

    def training_step(self, batch, batch_idx):
        optimizer = self.optimizers()
        optimizer.zero_grad()
        with self.trainer.model.no_sync():
            self.manual_backward(self.loss(batch))
        optimizer.step()


if __name__ == "__main__":
    train(Data(), Manual)
