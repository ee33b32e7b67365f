"""torch.poisson draws a value and forgets it before those that it gives."""

from after_import import after, instead_of


@after("torch")
def broken(torch):
    @instead_of(torch, "poisson")
    def poisson(right, input, generator=None):
        torch.rand((), generator=generator)
        return right(input, generator=generator)
