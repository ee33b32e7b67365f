"""The dataset owns a torch.Generator with a fixed seed."""

import torch

from base import Augmented, train


class Drawn(Augmented):
    def __init__(self):
        super().__init__()
        self.generator = torch.Generator().manual_seed(1)

    def noise(self):
        return torch.randn(4, generator=self.generator)


if __name__ == "__main__":
    train(Drawn())
