"""The argument of seed_everything is lost on the way: every seed is the default one."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.seed_everything
    seed.seed_everything = lambda _=None, *args, **options: right(42, *args, **options)
