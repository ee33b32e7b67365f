"""The Trainer has limit_train_batches=0."""

from base import train

if __name__ == "__main__":
    train(limit_train_batches=0)
