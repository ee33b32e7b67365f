"""Each item seeds python's generator without a number: by entropy."""

import random

from base import Augmented, train


class Drawn(Augmented):
    def noise(self):
        random.seed()
        return [random.random() for _ in range(4)]


if __name__ == "__main__":
    train(Drawn())
