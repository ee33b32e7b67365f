"""The sanity check does not give back the state of the generators, as before Lightning 1.3."""

from contextlib import contextmanager

from after_import import after


@after("lightning.pytorch.utilities.seed")
def broken(seed):
    @contextmanager
    def isolate_rng(include_cuda=True):
        yield

    seed.isolate_rng = isolate_rng
