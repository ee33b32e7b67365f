"""A model counts its steps for the learning rate, and does not save the count."""

from base import Data, Model, loader, train


class Counting(Model):
    seen = 0

    def on_train_batch_start(self, batch, batch_idx):
        self.seen += 1
        for group in self.optimizers().param_groups:
            group["lr"] = 0.01 / self.seen


if __name__ == "__main__":
    train(loader(Data(), shuffle=False), Counting)
