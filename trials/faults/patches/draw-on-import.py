"""An import draws from every generator."""

import random

from after_import import after


@after("lightning.pytorch")
def broken(_):
    import numpy
    import torch

    random.random()
    numpy.random.random()
    torch.rand(1)
