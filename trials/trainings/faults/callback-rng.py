"""A callback mixes batches by an unseeded generator of its own."""

import random

from base import pl, train


class Mixup(pl.Callback):
    def __init__(self):
        self.random = random.Random()

    def on_train_batch_start(self, trainer, module, batch, batch_idx):
        batch[0].lerp_(batch[0].flip(0), self.random.random())


if __name__ == "__main__":
    train(callbacks=[Mixup()])
