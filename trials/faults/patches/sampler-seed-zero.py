"""The seed of the sampler is 0 whatever the seed, as before Lightning 1.3 (#7016)."""

from after_import import after


@after("torch.utils.data.distributed")
def broken(distributed):
    right = distributed.DistributedSampler.__init__

    def init(self, *args, **options):
        right(self, *args, **options)
        self.seed = 0

    distributed.DistributedSampler.__init__ = init
