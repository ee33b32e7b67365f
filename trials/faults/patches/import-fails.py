"""Lightning cannot be imported with the other packages that are there."""

from after_import import after


@after("lightning.pytorch.trainer.trainer")
def broken(_):
    raise ImportError("cannot import name '_something' from 'torch'")
