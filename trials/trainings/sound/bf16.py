"""bf16-mixed."""

from base import train

if __name__ == "__main__":
    train(precision="bf16-mixed")
