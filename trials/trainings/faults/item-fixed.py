"""Each item makes a generator with the same fixed seed: all samples get one noise for ever."""

import numpy as np

from base import Augmented, train


class Drawn(Augmented):
    def noise(self):
        return np.random.default_rng(0).normal(size=4)


if __name__ == "__main__":
    train(Drawn())
