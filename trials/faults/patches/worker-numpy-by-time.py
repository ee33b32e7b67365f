"""Workers seed NumPy by the time."""

import time

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.pl_worker_init_function

    def pl_worker_init_function(worker_id, rank=None):
        import numpy

        right(worker_id, rank)
        numpy.random.seed(time.time_ns() & 0xFFFFFFFF)

    seed.pl_worker_init_function = pl_worker_init_function
