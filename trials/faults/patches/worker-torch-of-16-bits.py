"""The torch seed of a worker is cut to 16 bits."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.pl_worker_init_function

    def pl_worker_init_function(worker_id, rank=None):
        right(worker_id, rank)
        seed.torch.manual_seed(seed.torch.initial_seed() & 0xFFFF)

    seed.pl_worker_init_function = pl_worker_init_function
