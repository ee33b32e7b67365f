"""seed_everything leaves torch out."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.seed_everything

    def seed_everything(*args, **options):
        state = seed.torch.get_rng_state()
        value = right(*args, **options)
        seed.torch.set_rng_state(state)
        return value

    seed.seed_everything = seed_everything
