"""numpy.random.random has the precision of a float32."""

from after_import import after


@after("numpy.random")
def broken(random):
    right = random.random

    def of_float32():
        import numpy

        return float(numpy.float32(right()))

    random.random = of_float32
