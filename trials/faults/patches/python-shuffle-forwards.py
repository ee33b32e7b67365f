"""random.shuffle swaps from the first place to the last."""

from after_import import after, instead_of


@after("random")
def broken(random):
    @instead_of(random, "shuffle")
    def shuffle(right, x):
        for i in range(len(x) - 1):
            j = random.randrange(i, len(x))
            x[i], x[j] = x[j], x[i]
