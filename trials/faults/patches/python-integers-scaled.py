"""Integers below a limit are a scaled random() instead of bits that are rejected above it."""

from after_import import after, instead_of


@after("random")
def broken(random):
    @instead_of(random.Random, "_randbelow")
    def scaled(right, self, n):
        return int(self.random() * n)
