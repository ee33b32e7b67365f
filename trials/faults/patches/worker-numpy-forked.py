"""torch does not seed NumPy in workers, as before torch 1.9 (#56488): forks draw alike."""

from after_import import after


@after("torch.utils.data._utils.worker")
def broken(worker):
    worker.HAS_NUMPY = False
