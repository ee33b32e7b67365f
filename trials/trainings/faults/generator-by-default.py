"""The dataset's torch.Generator is never seeded: its default seed is one constant."""

import torch

from base import Augmented, train


class Drawn(Augmented):
    def __init__(self):
        super().__init__()
        self.generator = torch.Generator()

    def noise(self):
        return torch.randn(4, generator=self.generator)


if __name__ == "__main__":
    train(Drawn())
