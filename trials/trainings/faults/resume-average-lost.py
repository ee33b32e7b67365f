"""A callback keeps an average of the weights and does not write it to the checkpoint."""

import copy

from base import Data, loader, pl, train


class Average(pl.Callback):
    def on_train_start(self, trainer, module):
        self.shadow = copy.deepcopy(module.net)

    def on_train_batch_end(self, trainer, module, *_):
        for kept, now in zip(self.shadow.parameters(), module.net.parameters()):
            kept.data.lerp_(now.data, 0.1)


if __name__ == "__main__":
    train(loader(Data(), shuffle=False), callbacks=[Average()])
