"""torchrun starts the ranks."""

from base import train

if __name__ == "__main__":
    train()
