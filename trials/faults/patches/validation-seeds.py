"""Every validation seeds the generators, to be the same each time, and puts nothing back."""

import random

from after_import import after, instead_of


@after("lightning.pytorch.loops.evaluation_loop")
def broken(evaluation_loop):
    @instead_of(evaluation_loop._EvaluationLoop, "run")
    def run(right, self):
        if not self.trainer.sanity_checking:
            import numpy
            import torch

            random.seed(1)
            numpy.random.seed(1)
            torch.manual_seed(1)
        return right(self)
