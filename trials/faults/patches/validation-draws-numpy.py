"""A validation draws a NumPy value of the main process when it ends."""

from after_import import after, instead_of


@after("lightning.pytorch.loops.evaluation_loop")
def broken(evaluation_loop):
    @instead_of(evaluation_loop._EvaluationLoop, "on_run_end")
    def on_run_end(right, self):
        import numpy

        if not self.trainer.sanity_checking:
            numpy.random.random()
        return right(self)
