"""The sampler drops the tail instead of padding it."""

from after_import import after


@after("torch.utils.data.distributed")
def broken(distributed):
    right = distributed.DistributedSampler.__init__

    def init(self, *args, **options):
        right(self, *args, **{**options, "drop_last": True})

    distributed.DistributedSampler.__init__ = init
