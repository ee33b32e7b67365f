"""A callback seeds everything again at the start of each epoch, with the same number."""

from base import Augmented, loader, pl, train


class Reseed(pl.Callback):
    def on_train_epoch_start(self, trainer, module):
        pl.seed_everything(1, workers=True, verbose=False)


if __name__ == "__main__":
    train(loader(Augmented()), callbacks=[Reseed()])
