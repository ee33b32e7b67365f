"""A validation draws a torch value of the main process for itself."""

from after_import import after, instead_of


@after("lightning.pytorch.loops.evaluation_loop")
def broken(evaluation_loop):
    @instead_of(evaluation_loop._EvaluationLoop, "on_run_start")
    def on_run_start(right, self):
        import torch

        if not self.trainer.sanity_checking:
            torch.rand(1)
        right(self)
