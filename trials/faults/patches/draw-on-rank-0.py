"""Rank 0 draws a python value that the others do not, as for the name of a run."""

import random

from after_import import after


@after("lightning.pytorch.loops.fit_loop")
def broken(fit_loop):
    right = fit_loop._FitLoop.on_run_start

    def on_run_start(self):
        right(self)
        if self.trainer.is_global_zero:
            random.random()

    fit_loop._FitLoop.on_run_start = on_run_start
