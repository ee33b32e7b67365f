"""torch.rand takes two values from the generator for each that it gives."""

from after_import import after


@after("torch")
def broken(torch):
    right = torch.rand

    def rand(*args, **options):
        right(*args, **options)
        return right(*args, **options)

    torch.rand = rand
