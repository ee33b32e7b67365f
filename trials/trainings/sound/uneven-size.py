"""A dataset that the ranks cannot split evenly: the sampler repeats a sample."""

from base import Augmented, train

if __name__ == "__main__":
    train(Augmented(31))
