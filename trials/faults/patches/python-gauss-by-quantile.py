"""random.gauss takes the quantile of one random() instead of a pair by Box and Muller."""

from after_import import after, instead_of


@after("random")
def broken(random):
    @instead_of(random, "gauss")
    def gauss(right, mu=0.0, sigma=1.0):
        from statistics import NormalDist

        return NormalDist(mu, sigma).inv_cdf(1 - random.random())
