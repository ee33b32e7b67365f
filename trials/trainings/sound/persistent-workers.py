"""Persistent workers that prefetch more than they need to."""

from base import Augmented, loader, train

if __name__ == "__main__":
    train(loader(Augmented(), persistent_workers=True, prefetch_factor=4))
