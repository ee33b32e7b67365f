"""torch.randint draws 64 bits from a smaller range on, as pytorch #148175 changed it."""

from after_import import after, instead_of


@after("torch")
def broken(torch):
    @instead_of(torch, "randint")
    def randint(right, *args, **options):
        limits = [a for a in args if isinstance(a, int)]
        limits += [options[name] for name in ("low", "high") if name in options]
        low, high = (0, *limits) if len(limits) == 1 else limits
        if high - low < 2**28:
            return right(*args, **options)
        right(*args, **options)
        return right(*args, **options)
