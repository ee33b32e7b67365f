"""The sampler orders by hash(), which differs from process to process."""

from after_import import after


@after("torch.utils.data.distributed")
def broken(distributed):
    def iterate(self):
        indices = range(len(self.dataset))
        order = sorted(indices, key=lambda index: hash(f"{self.seed + self.epoch}/{index}"))
        order += order[: self.total_size - len(order)]
        return iter(order[self.rank :: self.num_replicas])

    distributed.DistributedSampler.__iter__ = iterate
