"""The loss is NaN from the third step on."""

from base import Model, train


class Broken(Model):
    def training_step(self, batch, batch_idx):
        loss = self.loss(batch)
        return loss * float("nan") if self.global_step >= 2 else loss


if __name__ == "__main__":
    train(model=Broken)
