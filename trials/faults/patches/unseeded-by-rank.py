"""Not seeded, a rank takes its own number as its seed."""

import os
import random

from after_import import after


@after("lightning.pytorch.trainer.trainer")
def broken(trainer):
    import numpy
    import torch

    right = trainer.Trainer.fit

    def fit(self, *arguments, **options):
        if "PL_GLOBAL_SEED" not in os.environ:
            seed = 1000 + int(os.environ.get("LOCAL_RANK", "0"))
            random.seed(seed)
            numpy.random.seed(seed)
            torch.manual_seed(seed)
        return right(self, *arguments, **options)

    trainer.Trainer.fit = fit
