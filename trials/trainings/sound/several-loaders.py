"""Two loaders of different lengths at a time."""

from base import Augmented, Data, Model, loader, train


class Both(Model):
    def training_step(self, batch, batch_idx):
        return self.loss(batch["a"]) + self.loss(batch["b"])


if __name__ == "__main__":
    both = {"a": loader(Augmented()), "b": loader(Data(24), num_workers=1, batch_size=2)}
    train(both, Both)
