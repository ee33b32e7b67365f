"""The ranks take blocks of the permutation instead of every nth of it."""

from after_import import after


@after("torch.utils.data.distributed")
def broken(distributed):
    right = distributed.DistributedSampler.__iter__

    def iterate(self):
        mine, parts = self.rank, []
        for rank in range(self.num_replicas):
            self.rank = rank
            parts.append(list(right(self)))
        self.rank = mine
        whole = [index for together in zip(*parts, strict=True) for index in together]
        return iter(whole[mine * self.num_samples : (mine + 1) * self.num_samples])

    distributed.DistributedSampler.__iter__ = iterate
