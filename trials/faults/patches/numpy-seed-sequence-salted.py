"""SeedSequence mixes the number of its version into the entropy."""

from after_import import after


@after("numpy.random")
def broken(random):
    class SeedSequence(random.SeedSequence):
        def generate_state(self, n_words, *dtype):
            return super().generate_state(n_words + 2, *dtype)[2:]

    random.SeedSequence = SeedSequence
