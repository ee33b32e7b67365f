"""Rank 0 logs a sample, and puts every stream back."""

from lightning.fabric.utilities.seed import _collect_rng_states, _set_rng_states

from base import Augmented, loader, pl, train


class Log(pl.Callback):
    def on_train_batch_end(self, trainer, *_):
        if trainer.is_global_zero:
            states = _collect_rng_states()
            trainer.train_dataloader.dataset[0]
            _set_rng_states(states)


if __name__ == "__main__":
    train(loader(Augmented()), callbacks=[Log()])
