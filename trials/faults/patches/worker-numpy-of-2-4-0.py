"""NumPy's worker seed as in Lightning 2.4 (#20369): 32 bits that the base is not in."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    right = seed.pl_worker_init_function

    def pl_worker_init_function(worker_id, rank=None):
        import numpy

        base = seed.torch.initial_seed() - worker_id
        right(worker_id, rank)
        combined = (base << 32) | (worker_id << 16) | (rank or 0)
        for _ in range(4):
            combined = (combined * 6364136223846793005 + 1) & ((1 << 64) - 1)
        numpy.random.seed(combined & 0xFFFFFFFF)

    seed.pl_worker_init_function = pl_worker_init_function
