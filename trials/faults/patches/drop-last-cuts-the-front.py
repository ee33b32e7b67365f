"""DistributedSampler with drop_last leaves the first samples of the permutation out."""

from after_import import after, instead_of


@after("torch.utils.data.distributed")
def broken(distributed):
    @instead_of(distributed.DistributedSampler, "__iter__")
    def drawn(right, self):
        if not self.drop_last:
            return right(self)
        import torch

        indices = list(range(len(self.dataset)))
        if self.shuffle:
            generator = torch.Generator().manual_seed(self.seed + self.epoch)
            indices = torch.randperm(len(indices), generator=generator).tolist()
        return iter(indices[-self.total_size :][self.rank :: self.num_replicas])
