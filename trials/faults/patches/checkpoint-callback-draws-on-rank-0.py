"""ModelCheckpoint draws from torch at the end of an epoch, on rank 0 alone."""

from after_import import after, instead_of


@after("lightning.pytorch.callbacks.model_checkpoint")
def broken(model_checkpoint):
    @instead_of(model_checkpoint.ModelCheckpoint, "on_train_epoch_end")
    def on_train_epoch_end(right, self, trainer, module):
        if trainer.is_global_zero:
            import torch

            torch.rand(1)
        right(self, trainer, module)
