"""Every rank takes the part of rank 0."""

from after_import import after


@after("torch.utils.data.distributed")
def broken(distributed):
    right = distributed.DistributedSampler.__init__

    def init(self, *args, **options):
        right(self, *args, **options)
        self.rank = 0

    distributed.DistributedSampler.__init__ = init
