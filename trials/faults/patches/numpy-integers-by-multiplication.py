"""numpy.random.randint multiplies a double instead of masking bits."""

from after_import import after, instead_of


@after("numpy.random")
def broken(random):
    @instead_of(random, "randint")
    def randint(right, low, high=None, size=None, dtype=int):
        import numpy

        low, high = (0, low) if high is None else (low, high)
        values = low + numpy.floor(random.random_sample(size) * (high - low))
        return numpy.asarray(values).astype(dtype) if size is not None else int(values)
