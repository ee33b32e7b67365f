"""DDP broadcasts the weights of the last rank instead of those of rank 0."""

from after_import import after


@after("torch.nn.parallel.distributed")
def broken(distributed):
    right = distributed._sync_module_states

    def sync_module_states(*args, **options):
        last = distributed.dist.get_world_size() - 1
        right(*args, **{**options, "src": last})

    distributed._sync_module_states = sync_module_states
