"""The package pytorch_lightning."""

import pytorch_lightning  # noqa: F401

from base import train

if __name__ == "__main__":
    train()
