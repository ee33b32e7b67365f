"""A validation gives back the state of the generators, as the sanity check does."""

from after_import import after, instead_of


@after("lightning.pytorch.loops.evaluation_loop")
def broken(evaluation_loop):
    @instead_of(evaluation_loop._EvaluationLoop, "run")
    def run(right, self):
        from lightning.pytorch.utilities.seed import isolate_rng

        with isolate_rng():
            return right(self)
