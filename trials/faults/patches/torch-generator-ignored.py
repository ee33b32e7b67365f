"""torch.rand draws from the global generator, whatever generator it is given."""

from after_import import after, instead_of


@after("torch")
def broken(torch):
    @instead_of(torch, "rand")
    def rand(right, *args, generator=None, **options):
        return right(*args, **options)
