"""worker_init_fn seeds by the worker: the ranks draw the same, in every epoch."""

import numpy as np

from base import Augmented, loader, train


class Drawn(Augmented):
    def noise(self):
        return np.random.normal(size=4)


def init(worker):
    np.random.seed(42 + worker)


if __name__ == "__main__":
    train(loader(Drawn(), worker_init_fn=init))
