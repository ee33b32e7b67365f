"""Rank 0, and no other, ignores its rank when it seeds workers."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.pl_worker_init_function
    seed.pl_worker_init_function = lambda worker_id, rank=None: right(worker_id, rank=rank or 0)
