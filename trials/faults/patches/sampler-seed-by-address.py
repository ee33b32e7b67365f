"""The sampler is seeded by where it lies in memory."""

from after_import import after


@after("torch.utils.data.distributed")
def broken(distributed):
    right = distributed.DistributedSampler.__init__

    def init(self, *args, **options):
        right(self, *args, **options)
        self.seed = id(self) >> 4

    distributed.DistributedSampler.__init__ = init
