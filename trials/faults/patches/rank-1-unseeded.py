"""Only rank 0 is seeded."""

from after_import import after, local_rank


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.seed_everything

    def seed_everything(value=None, *args, **options):
        return value if local_rank() else right(value, *args, **options)

    seed.seed_everything = seed_everything
