"""Each rank initialises its last layer by a generator of its own; DDP's broadcast hides it."""

import torch

from base import Model, rank, train


class Own(Model):
    def layers(self):
        net = super().layers()
        torch.nn.init.normal_(net[2].weight, generator=torch.Generator().manual_seed(rank()))
        return net


if __name__ == "__main__":
    train(model=Own)
