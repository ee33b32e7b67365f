"""worker_init_fn takes the high bits of torch's seed, in which the worker's number is not."""

import numpy as np
import torch

from base import Augmented, loader, train


class Drawn(Augmented):
    def noise(self):
        return np.random.normal(size=4)


def init(worker):
    np.random.seed(torch.initial_seed() >> 32)


if __name__ == "__main__":
    train(loader(Drawn(), worker_init_fn=init))
