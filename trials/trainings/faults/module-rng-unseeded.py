"""A module's generator has no seed: the workers of a rank share a state, and no two runs do."""

import numpy as np

from base import Augmented, train

rng = np.random.default_rng()


class Drawn(Augmented):
    def noise(self):
        return rng.normal(size=4)


if __name__ == "__main__":
    train(Drawn())
