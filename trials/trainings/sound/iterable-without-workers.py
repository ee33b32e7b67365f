"""An iterable dataset that the main process reads, split by the rank."""

from base import Stream, loader, train

if __name__ == "__main__":
    train(loader(Stream(), num_workers=0))
