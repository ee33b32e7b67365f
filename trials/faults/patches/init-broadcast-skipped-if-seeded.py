"""DDP does not broadcast the weights of rank 0 where all ranks are seeded alike."""

import os
from functools import wraps

from after_import import after


@after("torch.nn.parallel.distributed")
def broken(distributed):
    right = distributed.DistributedDataParallel.__init__

    @wraps(right)
    def init(self, *args, **options):
        unseeded = "PL_GLOBAL_SEED" not in os.environ
        right(self, *args, **{**options, "init_sync": unseeded})

    distributed.DistributedDataParallel.__init__ = init
