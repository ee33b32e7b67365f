"""torch.randn of 16 values or more, which are drawn by vectors, takes another path."""

from after_import import after, instead_of


@after("torch")
def broken(torch):
    @instead_of(torch, "randn")
    def randn(right, *args, **options):
        values = right(*args, **options)
        return values if values.numel() < 16 else -values
