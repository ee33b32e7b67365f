"""worker_init_fn seeds by the rank: its workers draw the same, in every epoch."""

import random

from base import Augmented, loader, rank, train


class Drawn(Augmented):
    def noise(self):
        return [random.random() for _ in range(4)]


def init(worker):
    random.seed(42 + rank())


if __name__ == "__main__":
    train(loader(Drawn(), worker_init_fn=init))
