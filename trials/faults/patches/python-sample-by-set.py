"""random.sample rejects what it has drawn already, however small the population is."""

from after_import import after, instead_of


@after("random")
def broken(random):
    @instead_of(random, "sample")
    def sample(right, population, k, **options):
        drawn = []
        while len(drawn) < k:
            j = random.randrange(len(population))
            if j not in drawn:
                drawn.append(j)
        return [population[len(population) - 1 - j] for j in drawn]
