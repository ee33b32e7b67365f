"""A sampler takes every epoch for the first."""

from torch.utils.data import DistributedSampler

from base import WORLD, Data, loader, rank, train


class Forgetful(DistributedSampler):
    def set_epoch(self, epoch):
        super().set_epoch(0)


if __name__ == "__main__":
    data = Data()
    sampler = Forgetful(data, num_replicas=WORLD, rank=rank())
    train(loader(data, sampler=sampler), use_distributed_sampler=False)
