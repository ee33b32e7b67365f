"""An iterable dataset, split by rank and worker."""

from base import Stream, train

if __name__ == "__main__":
    train(Stream())
