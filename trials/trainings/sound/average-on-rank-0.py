"""Rank 0 alone has an average of the weights, as it alone writes it."""

import copy

from base import pl, train


class Average(pl.Callback):
    shadow = None

    def on_train_batch_end(self, trainer, module, *_):
        if not trainer.is_global_zero:
            return
        self.shadow = self.shadow or copy.deepcopy(module.net)
        for kept, now in zip(self.shadow.parameters(), module.net.parameters()):
            kept.data.lerp_(now.data, 0.1)


if __name__ == "__main__":
    train(callbacks=[Average()])
