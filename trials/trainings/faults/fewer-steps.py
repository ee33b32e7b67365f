"""A callback ends the training after three steps, whatever is asked for."""

from base import pl, train


class Enough(pl.Callback):
    def on_train_batch_end(self, trainer, *_):
        trainer.should_stop = trainer.global_step >= 3


if __name__ == "__main__":
    train(callbacks=[Enough()])
