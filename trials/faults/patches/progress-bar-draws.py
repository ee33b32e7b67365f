"""The progress bar draws a NumPy value for its colour in every epoch."""

from after_import import after, instead_of


@after("lightning.pytorch.callbacks.progress.tqdm_progress")
def broken(tqdm_progress):
    @instead_of(tqdm_progress.TQDMProgressBar, "on_train_epoch_start")
    def on_train_epoch_start(right, self, *args):
        import numpy

        numpy.random.random()
        right(self, *args)
