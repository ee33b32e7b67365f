"""Bernoulli trials succeed above 1 - p, where they succeeded below p."""

from after_import import after, instead_of


@after("torch")
def broken(torch):
    @instead_of(torch, "bernoulli")
    def bernoulli(right, input, *args, **options):
        if args or "p" in options:
            p = args[0] if args else options.pop("p")
            return 1 - right(input, 1 - p, **options)
        return 1 - right(1 - input, **options)

    @instead_of(torch.Tensor, "bernoulli_")
    def bernoulli_(right, self, p=0.5, **options):
        return right(self, 1 - p, **options).neg_().add_(1)
