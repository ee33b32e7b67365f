"""Resuming does not restore what callbacks remember."""

from after_import import after, instead_of


@after("lightning.pytorch.trainer.connectors.checkpoint_connector")
def broken(connector):
    @instead_of(connector._CheckpointConnector, "restore_callbacks")
    def nothing(right, self):
        pass
