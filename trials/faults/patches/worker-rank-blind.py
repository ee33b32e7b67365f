"""Lightning's worker_init_fn ignores the rank."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.pl_worker_init_function
    seed.pl_worker_init_function = lambda worker_id, rank=None: right(worker_id, rank=0)
