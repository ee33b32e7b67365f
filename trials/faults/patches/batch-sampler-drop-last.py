"""The batch sampler drops the last batch if it is not full."""

from functools import wraps

from after_import import after


@after("torch.utils.data.sampler")
def broken(sampler):
    right = sampler.BatchSampler.__init__

    @wraps(right)
    def init(self, *args, **options):
        right(self, *args, **options)
        self.drop_last = True

    sampler.BatchSampler.__init__ = init
