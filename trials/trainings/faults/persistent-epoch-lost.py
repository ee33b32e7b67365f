"""An iterable dataset shuffles by its epoch, which persistent workers never hear of."""

import random

from base import Stream, loader, pl, train


class Shuffled(Stream):
    epoch = 0

    def shard(self, rank, worker, workers):
        part = list(super().shard(rank, worker, workers))
        random.Random(self.epoch).shuffle(part)
        return part


class Tell(pl.Callback):
    def on_train_epoch_start(self, trainer, module):
        trainer.train_dataloader.dataset.epoch = trainer.current_epoch


if __name__ == "__main__":
    train(loader(Shuffled(), persistent_workers=True), callbacks=[Tell()])
