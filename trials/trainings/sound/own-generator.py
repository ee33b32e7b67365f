"""worker_init_fn makes the dataset's generator from torch's seed of the worker and the rank."""

import numpy as np
import torch
from torch.utils.data import get_worker_info

from base import Augmented, loader, rank, train


class Drawn(Augmented):
    def noise(self):
        return self.rng.normal(size=4)


def init(worker):
    info = get_worker_info()
    info.dataset.rng = np.random.default_rng([torch.initial_seed(), rank()])


if __name__ == "__main__":
    train(loader(Drawn(), worker_init_fn=init))
