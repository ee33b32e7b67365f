"""worker_init_fn seeds NumPy by the process id."""

import os

import numpy as np

from base import Augmented, loader, train


class Drawn(Augmented):
    def noise(self):
        return np.random.normal(size=4)


def init(worker):
    np.random.seed(os.getpid())


if __name__ == "__main__":
    train(loader(Drawn(), worker_init_fn=init))
