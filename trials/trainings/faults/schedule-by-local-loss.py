"""The learning rate falls with the loss of each rank's own batch."""

from base import Model, train


class Local(Model):
    def training_step(self, batch, batch_idx):
        loss = self.loss(batch)
        for group in self.optimizers().param_groups:
            group["lr"] = 0.01 * min(1.0, loss.item())
        return loss


if __name__ == "__main__":
    train(model=Local)
