"""DDP ignores one parameter: its gradient stays that of each rank."""

from functools import wraps

from after_import import after


@after("torch.nn.parallel.distributed")
def broken(distributed):
    right = distributed.DistributedDataParallel.__init__

    @wraps(right)
    def init(self, module, *args, **options):
        *_, last = dict(module.named_parameters())
        module._ddp_params_and_buffers_to_ignore = [last]
        right(self, module, *args, **options)

    distributed.DistributedDataParallel.__init__ = init
