"""DDP sums gradients over the ranks and does not divide."""

from functools import wraps

from after_import import after


@after("torch.nn.parallel.distributed")
def broken(distributed):
    right = distributed.DistributedDataParallel.__init__

    def summed(_, bucket):
        future = distributed.dist.all_reduce(bucket.buffer(), async_op=True).get_future()
        return future.then(lambda done: done.value()[0])

    @wraps(right)
    def init(self, *args, **options):
        right(self, *args, **options)
        self.register_comm_hook(None, summed)

    distributed.DistributedDataParallel.__init__ = init
