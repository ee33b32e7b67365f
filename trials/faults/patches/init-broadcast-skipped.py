"""DDP does not broadcast the weights of rank 0."""

from functools import wraps

from after_import import after


@after("torch.nn.parallel.distributed")
def broken(distributed):
    right = distributed.DistributedDataParallel.__init__

    @wraps(right)
    def init(self, *args, **options):
        right(self, *args, **{**options, "init_sync": False})

    distributed.DistributedDataParallel.__init__ = init
