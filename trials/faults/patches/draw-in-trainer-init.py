"""Trainer.__init__ draws from every generator."""

import random
from functools import wraps

from after_import import after


@after("lightning.pytorch.trainer.trainer")
def broken(trainer):
    right = trainer.Trainer.__init__

    @wraps(right)
    def init(self, *args, **options):
        import numpy

        right(self, *args, **options)
        random.random()
        numpy.random.random()
        trainer.torch.rand(1)

    trainer.Trainer.__init__ = init
