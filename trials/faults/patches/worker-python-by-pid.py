"""Workers seed python by their process id."""

import os
import random

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.pl_worker_init_function

    def pl_worker_init_function(worker_id, rank=None):
        right(worker_id, rank)
        random.seed(os.getpid())

    seed.pl_worker_init_function = pl_worker_init_function
