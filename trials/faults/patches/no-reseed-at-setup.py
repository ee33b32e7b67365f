"""reset_seed does nothing: training goes on with the stream that has initialised the weights."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    seed.reset_seed = lambda: None
