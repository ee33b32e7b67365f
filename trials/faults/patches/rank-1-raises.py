"""Rank 1 fails in the second epoch."""

from after_import import after, local_rank


@after("lightning.pytorch.loops.fit_loop")
def broken(fit_loop):
    right = fit_loop._FitLoop.advance

    def advance(self):
        if local_rank() == 1 and self.trainer.current_epoch == 1:
            raise RuntimeError("the second epoch is broken")
        right(self)

    fit_loop._FitLoop.advance = advance
