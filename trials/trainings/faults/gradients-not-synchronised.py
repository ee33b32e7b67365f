"""The training blocks the exchange of gradients to accumulate, and never ends that."""

from base import Model, train


class Blocked(Model):
    def __init__(self):
        super().__init__()
        self.automatic_optimization = False

    def training_step(self, batch, batch_idx):
        optimizer = self.optimizers()
        with self.trainer.strategy.block_backward_sync():
            optimizer.zero_grad()
            self.manual_backward(self.loss(batch))
            optimizer.step()


if __name__ == "__main__":
    train(model=Blocked)
