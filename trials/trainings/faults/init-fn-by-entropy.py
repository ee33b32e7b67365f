"""worker_init_fn calls torch.seed(), which takes entropy."""

import torch

from base import Augmented, loader, train


def init(worker):
    torch.seed()


if __name__ == "__main__":
    train(loader(Augmented(), worker_init_fn=init))
