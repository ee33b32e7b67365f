"""The training starts from the weights that the last run has left."""

import pathlib

import torch

from base import Model, pl, train

FILE = pathlib.Path("last.pt")


class Warm(Model):
    def __init__(self):
        super().__init__()
        if FILE.exists():
            self.load_state_dict(torch.load(FILE))


class Keep(pl.Callback):
    def on_train_batch_end(self, trainer, module, *_):
        if trainer.is_global_zero:
            torch.save(module.state_dict(), FILE)


if __name__ == "__main__":
    train(model=Warm, callbacks=[Keep()])
