"""numpy.random.choice numbers the elements from the end."""

from after_import import after, instead_of


@after("numpy.random")
def broken(random):
    @instead_of(random, "choice")
    def choice(right, a, *args, **options):
        import numpy

        values = numpy.arange(a) if isinstance(a, int) else numpy.asarray(a)
        return right(values[::-1], *args, **options)
