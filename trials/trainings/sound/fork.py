"""ddp_fork."""

from base import train

if __name__ == "__main__":
    train(strategy="ddp_fork")
