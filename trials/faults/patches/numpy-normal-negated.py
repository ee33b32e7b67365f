"""numpy.random.normal gives the values of the other side of the mean."""

from after_import import after, instead_of


@after("numpy.random")
def broken(random):
    @instead_of(random, "normal")
    def normal(right, loc=0.0, *args, **options):
        return 2 * loc - right(loc, *args, **options)
