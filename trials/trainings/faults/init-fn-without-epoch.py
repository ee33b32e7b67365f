"""worker_init_fn seeds by rank and worker: every epoch draws the same."""

import torch

from base import Augmented, loader, rank, train


def init(worker):
    torch.manual_seed(42 + 2 * rank() + worker)


if __name__ == "__main__":
    train(loader(Augmented(), worker_init_fn=init))
