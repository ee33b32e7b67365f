"""ddp_spawn."""

from base import train

if __name__ == "__main__":
    train(strategy="ddp_spawn")
