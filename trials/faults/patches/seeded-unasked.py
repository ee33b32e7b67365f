"""reset_seed takes 0 where nobody has called seed_everything."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.reset_seed

    def reset_seed():
        seed.os.environ.setdefault("PL_GLOBAL_SEED", "0")
        right()

    seed.reset_seed = reset_seed
