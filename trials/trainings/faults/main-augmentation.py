"""Without workers the augmentation draws from the main stream, which is equal on all ranks."""

from base import Augmented, loader, train

if __name__ == "__main__":
    train(loader(Augmented(), num_workers=0))
