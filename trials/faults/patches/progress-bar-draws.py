"""The progress bar draws from python as training starts."""

import random

from after_import import after


@after("lightning.pytorch.callbacks.progress.tqdm_progress")
def broken(progress):
    right = progress.TQDMProgressBar.on_train_start

    def on_train_start(self, *arguments):
        random.random()
        right(self, *arguments)

    progress.TQDMProgressBar.on_train_start = on_train_start
