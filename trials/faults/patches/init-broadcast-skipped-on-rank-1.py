"""Rank 1 does not take part in DDP's broadcast, for which rank 0 waits."""

from functools import wraps

from after_import import after, local_rank


@after("torch.nn.parallel.distributed")
def broken(distributed):
    right = distributed.DistributedDataParallel.__init__

    @wraps(right)
    def init(self, *args, **options):
        right(self, *args, **{**options, "init_sync": local_rank() == 0})

    distributed.DistributedDataParallel.__init__ = init
