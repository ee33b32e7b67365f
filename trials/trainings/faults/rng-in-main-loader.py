"""Without workers the dataset draws from a generator of its own: both ranks draw the same."""

import numpy as np

from base import Augmented, loader, train


class Drawn(Augmented):
    def __init__(self):
        super().__init__()
        self.rng = np.random.default_rng(7)

    def noise(self):
        return self.rng.normal(size=4)


if __name__ == "__main__":
    train(loader(Drawn(), num_workers=0))
