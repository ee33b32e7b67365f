"""Both ranks keep an average of the weights, and rank 0 alone moves it."""

import copy

from base import pl, train


class Average(pl.Callback):
    def on_train_start(self, trainer, module):
        self.shadow = copy.deepcopy(module.net)

    def on_train_batch_end(self, trainer, module, *_):
        if trainer.is_global_zero:
            for kept, now in zip(self.shadow.parameters(), module.net.parameters()):
                kept.data.lerp_(now.data, 0.1)


if __name__ == "__main__":
    train(callbacks=[Average()])
