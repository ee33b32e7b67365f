"""Rank 1 draws one torch value more than the others."""

from after_import import after, local_rank


@after("lightning.pytorch.loops.fit_loop")
def broken(fit_loop):
    right = fit_loop._FitLoop.on_run_start

    def on_run_start(self):
        right(self)
        if local_rank() == 1:
            fit_loop.torch.rand(1)

    fit_loop._FitLoop.on_run_start = on_run_start
