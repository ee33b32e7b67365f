"""Each item seeds a random.Random by the clock."""

import random
import time

from base import Augmented, train


class Drawn(Augmented):
    def noise(self):
        here = random.Random(time.time_ns())
        return [here.gauss(0, 1) for _ in range(4)]


if __name__ == "__main__":
    train(Drawn())
