"""random.choice takes the element at a scaled random()."""

from after_import import after, instead_of


@after("random")
def broken(random):
    @instead_of(random, "choice")
    def choice(right, seq):
        return seq[int(random.random() * len(seq))]
