"""A transform owns a RandomState that the dataset carries into every worker."""

import numpy as np

from base import Augmented, train


class Jitter:
    def __init__(self):
        self.state = np.random.RandomState(0)

    def __call__(self):
        return self.state.normal(size=4)


class Transformed(Augmented):
    def __init__(self):
        super().__init__()
        self.transform = Jitter()

    def noise(self):
        return self.transform()


if __name__ == "__main__":
    train(Transformed())
