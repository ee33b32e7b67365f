"""Validation seeds all generators to be repeatable, and puts nothing back."""

import random
from functools import wraps

from after_import import after


@after("lightning.pytorch.loops.evaluation_loop")
def broken(loop):
    right = loop._EvaluationLoop.run

    @wraps(right)
    def run(self, *args, **options):
        import numpy
        import torch

        torch.manual_seed(0)
        numpy.random.seed(0)
        random.seed(0)
        return right(self, *args, **options)

    loop._EvaluationLoop.run = run
