"""RandomSampler with replacement numbers samples from the last to the first."""

from after_import import after, instead_of


@after("torch.utils.data.sampler")
def broken(sampler):
    @instead_of(sampler.RandomSampler, "__iter__")
    def drawn(right, self):
        if not self.replacement:
            yield from right(self)
            return
        last = len(self.data_source) - 1
        yield from (last - index for index in right(self))
