"""RandomSampler seeds its generator with 32 bits of what it draws."""

from after_import import after, instead_of


@after("torch.utils.data.sampler")
def broken(sampler):
    @instead_of(sampler.RandomSampler, "__iter__")
    def drawn(right, self):
        import torch

        if self.generator is not None:
            return right(self)
        seed = int(torch.empty((), dtype=torch.int64).random_()) >> 31
        self.generator = torch.Generator().manual_seed(seed)
        try:
            return iter(list(right(self)))
        finally:
            self.generator = None
