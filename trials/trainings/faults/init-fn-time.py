"""worker_init_fn seeds NumPy by the time."""

import time

import numpy as np

from base import Augmented, loader, train


class Drawn(Augmented):
    def noise(self):
        return np.random.randn(4)


def init(worker):
    np.random.seed(time.time_ns() % 2**32)


if __name__ == "__main__":
    train(loader(Drawn(), worker_init_fn=init))
