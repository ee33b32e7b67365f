"""WeightedRandomSampler looks float32 values up in the sums of its weights."""

from after_import import after, instead_of


@after("torch.utils.data.sampler")
def broken(sampler):
    @instead_of(sampler.WeightedRandomSampler, "__iter__")
    def drawn(right, self):
        if not self.replacement:
            yield from right(self)
            return
        import torch

        sums = self.weights.cumsum(0)
        uniform = torch.rand(self.num_samples, generator=self.generator, dtype=torch.float32)
        yield from torch.searchsorted(sums, uniform * sums[-1], right=True).tolist()
