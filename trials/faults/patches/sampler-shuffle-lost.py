"""shuffle=True is lost on the way to the sampler."""

from after_import import after


@after("torch.utils.data.distributed")
def broken(distributed):
    right = distributed.DistributedSampler.__init__

    def init(self, *args, **options):
        right(self, *args, **{**options, "shuffle": False})

    distributed.DistributedSampler.__init__ = init
