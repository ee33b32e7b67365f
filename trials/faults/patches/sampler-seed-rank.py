"""The seed of the sampler is the rank: each has a permutation of its own."""

from after_import import after


@after("torch.utils.data.distributed")
def broken(distributed):
    right = distributed.DistributedSampler.__init__

    def init(self, *args, **options):
        right(self, *args, **options)
        self.seed = self.rank

    distributed.DistributedSampler.__init__ = init
