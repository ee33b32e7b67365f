"""seed_everything itself adds the rank, which the sampler's seed and the weights then have too."""

from after_import import after, local_rank


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.seed_everything
    seed.seed_everything = lambda value=0, *args, **options: right(
        int(value) + local_rank(), *args, **options
    )
