"""ModelCheckpoint draws from python on every rank at the end of an epoch, for a file's name."""

import random

from after_import import after, instead_of


@after("lightning.pytorch.callbacks.model_checkpoint")
def broken(model_checkpoint):
    @instead_of(model_checkpoint.ModelCheckpoint, "on_train_epoch_end")
    def on_train_epoch_end(right, self, trainer, module):
        random.random()
        right(self, trainer, module)
