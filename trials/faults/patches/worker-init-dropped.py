"""Lightning no longer gives its worker_init_fn to the loader."""

from after_import import after


@after("lightning.fabric.utilities.data")
def broken(data):
    data._auto_add_worker_init_fn = lambda dataloader, rank: None
