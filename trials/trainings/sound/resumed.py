"""A training, in the order of its data, that goes on from its checkpoint as if uninterrupted."""

from base import Data, loader, train

if __name__ == "__main__":
    train(loader(Data(), shuffle=False))
