"""Each validation counts as an epoch in the number that the training sampler gets."""

from after_import import after, instead_of


@after("lightning.pytorch.loops.fit_loop")
def broken(fit_loop):
    @instead_of(fit_loop, "_set_sampler_epoch")
    def set_sampler_epoch(right, loader, epoch):
        right(loader, epoch + validations)

    validations = 0

    @after("lightning.pytorch.loops.evaluation_loop")
    def counted(evaluation_loop):
        @instead_of(evaluation_loop._EvaluationLoop, "run")
        def run(right, self):
            nonlocal validations
            result = right(self)
            validations += not self.trainer.sanity_checking and not self.skip
            return result
