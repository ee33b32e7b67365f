"""numpy.random.random has the precision of a float32."""

from after_import import after


@after("numpy.random")
def broken(random):
    right = random.random

    def of_float32(size=None):
        import numpy

        return numpy.float64(numpy.float32(right(size)))

    random.random = of_float32
