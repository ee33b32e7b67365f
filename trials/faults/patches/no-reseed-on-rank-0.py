"""reset_seed does nothing on rank 0 alone."""

from after_import import after, local_rank


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.reset_seed
    seed.reset_seed = lambda: right() if local_rank() else None
