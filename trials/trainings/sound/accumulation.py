"""Gradients of two batches make a step."""

from base import Augmented, train

if __name__ == "__main__":
    train(Augmented(64), accumulate_grad_batches=2)
