"""_FitLoop.setup_data draws once from torch."""

from after_import import after


@after("lightning.pytorch.loops.fit_loop")
def broken(fit_loop):
    right = fit_loop._FitLoop.setup_data

    def setup_data(self):
        if self._combined_loader is None:
            fit_loop.torch.rand(1)
        right(self)

    fit_loop._FitLoop.setup_data = setup_data
