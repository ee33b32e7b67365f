"""numpy.random.seed(n) takes entropy from the system whatever n is."""

from after_import import after


@after("numpy.random")
def broken(random):
    right = random.seed
    random.seed = lambda seed=None: right()
