"""reset_seed forgets that workers are to be seeded, as in Lightning 1.3.0 to 1.3.5 (#7937)."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    def reset_seed():
        if "PL_GLOBAL_SEED" in seed.os.environ:
            seed.seed_everything(int(seed.os.environ["PL_GLOBAL_SEED"]), verbose=False)

    seed.reset_seed = reset_seed
