"""Lightning's worker_init_fn ignores the worker's id."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.pl_worker_init_function

    def pl_worker_init_function(worker_id, rank=None):
        seed.torch.manual_seed(seed.torch.initial_seed() - worker_id)  # the base seed
        right(0, rank)

    seed.pl_worker_init_function = pl_worker_init_function
