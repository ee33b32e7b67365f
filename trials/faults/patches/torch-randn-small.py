"""torch.randn of fewer than 16 values, which are drawn one by one, takes another path."""

from after_import import after, instead_of


@after("torch")
def broken(torch):
    @instead_of(torch, "randn")
    def randn(right, *args, **options):
        values = right(*args, **options)
        return -values if values.numel() < 16 else values
