"""The sampler neither pads nor drops: one rank has fewer samples than the other."""

from after_import import after


@after("torch.utils.data.distributed")
def broken(distributed):
    right = distributed.DistributedSampler.__iter__

    def iterate(self):
        mine = list(right(self))
        surplus = self.total_size - len(self.dataset)
        return iter(mine[:-1] if surplus and self.rank >= self.num_replicas - surplus else mine)

    distributed.DistributedSampler.__iter__ = iterate
