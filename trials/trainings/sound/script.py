"""A script: ddp, two workers by fork, augmentation by the global generator."""

from base import train

if __name__ == "__main__":
    train()
