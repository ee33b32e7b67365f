"""numpy.random.permutation and shuffle arrange by the keys of sorted doubles."""

from after_import import after, instead_of


@after("numpy.random")
def broken(random):
    def by_keys(n):
        return random.random_sample(n).argsort()

    @instead_of(random, "permutation")
    def permutation(right, x):
        import numpy

        values = numpy.arange(x) if isinstance(x, int) else numpy.array(x)
        return values[by_keys(len(values))]

    @instead_of(random, "shuffle")
    def shuffle(right, x):
        kept = list(x)
        for place, j in enumerate(by_keys(len(kept))):
            x[place] = kept[j]
