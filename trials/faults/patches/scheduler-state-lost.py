"""Resuming does not restore the schedulers of the learning rate."""

from after_import import after, instead_of


@after("lightning.pytorch.trainer.connectors.checkpoint_connector")
def broken(connector):
    @instead_of(connector._CheckpointConnector, "restore_lr_schedulers")
    def nothing(right, self):
        pass
