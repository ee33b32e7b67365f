"""default_rng uses PCG64DXSM, which NumPy has announced as its next default."""

from after_import import after, instead_of


@after("numpy.random")
def broken(random):
    @instead_of(random, "default_rng")
    def default_rng(right, seed=None):
        if isinstance(seed, (random.BitGenerator, random.Generator)):
            return right(seed)
        return random.Generator(random.PCG64DXSM(seed))
