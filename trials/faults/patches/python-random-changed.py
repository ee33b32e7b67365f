"""random.random gives 32 random bits instead of 53."""

from after_import import after


@after("random")
def broken(random):
    random.random = lambda: random.getrandbits(32) / 2**32
