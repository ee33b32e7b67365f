"""Workers are seeded with the rank within the machine instead of the global one."""

from after_import import after, local_rank


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.pl_worker_init_function
    seed.pl_worker_init_function = lambda worker_id, rank=None: right(worker_id, local_rank())
