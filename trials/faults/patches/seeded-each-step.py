"""Every training step seeds torch, and puts nothing back."""

from functools import wraps

from after_import import after


@after("lightning.pytorch.loops.training_epoch_loop")
def broken(loop):
    right = loop._TrainingEpochLoop.advance

    @wraps(right)
    def advance(self, *args, **options):
        import torch

        torch.manual_seed(1)
        return right(self, *args, **options)

    loop._TrainingEpochLoop.advance = advance
