"""A validation leaves the model in eval mode, so that training goes on without dropout."""

from after_import import after, instead_of


@after("lightning.pytorch.loops.evaluation_loop")
def broken(evaluation_loop):
    @instead_of(evaluation_loop._EvaluationLoop, "_on_evaluation_model_train")
    def nothing(right, self):
        pass
