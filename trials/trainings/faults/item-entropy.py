"""Each item makes a generator from entropy."""

import numpy as np

from base import Augmented, train


class Drawn(Augmented):
    def noise(self):
        return np.random.default_rng().normal(size=4)


if __name__ == "__main__":
    train(Drawn())
