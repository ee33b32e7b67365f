"""Checkpoints hold the states of the generators, and resuming sets them."""

from after_import import after


@after("lightning.pytorch.trainer.connectors.checkpoint_connector")
def broken(connector):
    from lightning.fabric.utilities.seed import _collect_rng_states, _set_rng_states

    dump = connector._CheckpointConnector.dump_checkpoint
    end = connector._CheckpointConnector.resume_end

    def dump_checkpoint(self, *args, **options):
        states = _collect_rng_states(include_cuda=False)
        name, keys, *rest = states["numpy"]
        states["numpy"] = (name, keys.tolist(), *rest)  # torch.load takes no array
        return dump(self, *args, **options) | {"generators": states}

    def resume_end(self):
        if self._loaded_checkpoint:
            _set_rng_states(self._loaded_checkpoint["generators"])
        end(self)

    connector._CheckpointConnector.dump_checkpoint = dump_checkpoint
    connector._CheckpointConnector.resume_end = resume_end
