"""The Trainer accumulates the gradients of two batches for one step."""

from base import Augmented, train

if __name__ == "__main__":
    train(Augmented(64), accumulate_grad_batches=2)
