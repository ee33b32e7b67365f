"""A training, in the order of its data, that goes on from its checkpoint as if uninterrupted."""

from base import WORLD, Data, loader, rank, train

if __name__ == "__main__":
    train(loader(Data(), sampler=range(rank(), 32, WORLD)), use_distributed_sampler=False)
