"""Workers by spawn."""

from base import Augmented, loader, train

if __name__ == "__main__":
    train(loader(Augmented(), num_workers=1, multiprocessing_context="spawn"))
