"""The augmentation follows the clock."""

import time

from base import Augmented, train


class Drawn(Augmented):
    def noise(self):
        return [time.perf_counter() % 1] * 4


if __name__ == "__main__":
    train(Drawn())
