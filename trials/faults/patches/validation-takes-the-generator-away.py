"""The validation loader loses its own generator and draws from training's."""

from after_import import after, instead_of


@after("lightning.pytorch.loops.evaluation_loop")
def broken(evaluation_loop):
    @instead_of(evaluation_loop._EvaluationLoop, "setup_data")
    def setup_data(right, self):
        right(self)
        if self._combined_loader is None:
            return
        for loader in self._combined_loader.flattened:
            loader.generator = None
