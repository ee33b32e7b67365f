"""torch.randperm gives another permutation for the same seed, as has happened (#143682)."""

from after_import import after


@after("torch")
def broken(torch):
    right = torch.randperm
    torch.randperm = lambda *args, **options: right(*args, **options).flip(0)
