"""Rank 0 takes an augmented sample for its log at each step, which moves its stream alone."""

from base import Augmented, loader, pl, train


class Log(pl.Callback):
    def on_train_batch_end(self, trainer, *_):
        if trainer.is_global_zero:
            trainer.train_dataloader.dataset[0]


if __name__ == "__main__":
    train(loader(Augmented()), callbacks=[Log()])
