"""torch.randint counts down from its upper limit."""

from after_import import after, instead_of


@after("torch")
def broken(torch):
    @instead_of(torch, "randint")
    def randint(right, *args, **options):
        limits = [a for a in args if isinstance(a, int)]
        limits += [options[name] for name in ("low", "high") if name in options]
        low, high = (0, *limits) if len(limits) == 1 else limits
        return low + high - 1 - right(*args, **options)
