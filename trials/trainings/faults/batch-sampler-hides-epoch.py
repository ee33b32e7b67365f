"""A batch sampler keeps its DistributedSampler where Lightning's set_epoch does not find it."""

from torch.utils.data import DistributedSampler

from base import WORLD, Data, loader, rank, train


class Buckets:
    batch_size = 4

    def __init__(self, data):
        self.inner = DistributedSampler(data, num_replicas=WORLD, rank=rank())

    def __len__(self):
        return len(self.inner) // 4

    def __iter__(self):
        order = list(self.inner)
        yield from (sorted(order[at : at + 4]) for at in range(0, len(order), 4))


if __name__ == "__main__":
    data = Data()
    train(loader(data, batch_sampler=Buckets(data)), use_distributed_sampler=False)
