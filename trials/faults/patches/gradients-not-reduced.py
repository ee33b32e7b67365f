"""DDP does not exchange gradients."""

from functools import wraps

from after_import import after


@after("torch.nn.parallel.distributed")
def broken(distributed):
    right = distributed.DistributedDataParallel.__init__

    @wraps(right)
    def init(self, *args, **options):
        right(self, *args, **options)
        self.require_backward_grad_sync = False

    distributed.DistributedDataParallel.__init__ = init
