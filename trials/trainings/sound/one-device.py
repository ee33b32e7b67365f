"""One device, no strategy."""

from base import train

if __name__ == "__main__":
    train(devices=1, strategy="auto")
