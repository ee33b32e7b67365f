"""Resuming loads the tensors of the module and not what it has put into the checkpoint itself."""

from after_import import after, instead_of


@after("lightning.pytorch.trainer.connectors.checkpoint_connector")
def broken(connector):
    @instead_of(connector._CheckpointConnector, "restore_model")
    def restore_model(right, self):
        if self._loaded_checkpoint:
            self.trainer.strategy.load_model_state_dict(self._loaded_checkpoint, strict=True)
