"""torch.manual_seed(n) sets 42 whatever n is."""

from after_import import after


@after("torch.random")
def broken(random):
    right = random.manual_seed
    random.manual_seed = lambda seed: right(42)
