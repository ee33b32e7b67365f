"""training_step weighs the loss by a number of the operating system."""

import random

from base import Model, train


class Weighted(Model):
    def training_step(self, batch, batch_idx):
        return self.loss(batch) * random.SystemRandom().uniform(0.9, 1.1)


if __name__ == "__main__":
    train(model=Weighted)
