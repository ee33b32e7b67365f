"""`python -m`: the training is a module of a package."""

from base import train

if __name__ == "__main__":
    train()
