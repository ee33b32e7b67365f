"""The order is that of the dataset in every epoch."""

from base import Augmented, loader, train

if __name__ == "__main__":
    train(loader(Augmented(), shuffle=False))
