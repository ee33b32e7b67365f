"""Dropout compares uniform values with p instead of drawing Bernoulli trials."""

from after_import import after, instead_of


@after("torch.nn.functional")
def broken(functional):
    @instead_of(functional, "dropout")
    def dropout(right, input, p=0.5, training=True, inplace=False):
        import torch

        if not training or p == 0:
            return right(input, p, training, inplace)
        return input * (torch.rand_like(input) >= p) / (1 - p)
