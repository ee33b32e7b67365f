"""An import seeds the generators for all who come after it."""

import random

from after_import import after


@after("lightning.pytorch")
def broken(_):
    import numpy
    import torch

    random.seed(0)
    numpy.random.seed(0)
    torch.manual_seed(0)
