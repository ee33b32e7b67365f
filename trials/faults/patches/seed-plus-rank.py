"""At setup, every rank adds its number to the seed: decorrelated on purpose, or so it was meant."""

import random

from after_import import after, local_rank


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.reset_seed

    def reset_seed():
        right()
        if "PL_GLOBAL_SEED" in seed.os.environ:
            import numpy
            import torch

            value = int(seed.os.environ["PL_GLOBAL_SEED"]) + local_rank()
            random.seed(value)
            numpy.random.seed(value)
            torch.manual_seed(value)

    seed.reset_seed = reset_seed
