"""The main process loads, without augmentation."""

from base import Data, loader, train

if __name__ == "__main__":
    train(loader(Data(), num_workers=0))
