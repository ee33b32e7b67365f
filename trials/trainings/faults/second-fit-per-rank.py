"""A second fit builds its model after rank 0 alone has drawn."""

import torch

from base import Augmented, Model, loader, rank, train, trainer

if __name__ == "__main__":
    train()
    if rank() == 0:
        torch.rand(1)
    trainer().fit(Model(), loader(Augmented()))
