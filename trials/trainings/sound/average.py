"""A callback keeps an exponential average of the weights, and writes it to the checkpoint."""

import copy

from base import pl, train


class Average(pl.Callback):
    def on_train_start(self, trainer, module):
        self.shadow = copy.deepcopy(module.net)

    def on_train_batch_end(self, trainer, module, *_):
        for kept, now in zip(self.shadow.parameters(), module.net.parameters()):
            kept.data.lerp_(now.data, 0.1)

    def state_dict(self):
        return {"shadow": self.shadow.state_dict()}


if __name__ == "__main__":
    train(callbacks=[Average()])
