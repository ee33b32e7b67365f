"""The dataset takes an unseeded random.Random before ddp_fork copies it into both ranks."""

import random

from base import Augmented, train


class Drawn(Augmented):
    def __init__(self):
        super().__init__()
        self.random = random.Random()

    def noise(self):
        return [self.random.gauss(0, 1) for _ in range(4)]


if __name__ == "__main__":
    train(Drawn(), strategy="ddp_fork")
