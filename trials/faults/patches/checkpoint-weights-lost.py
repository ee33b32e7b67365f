"""Resuming does not load the weights."""

from after_import import after


@after("lightning.pytorch.trainer.connectors.checkpoint_connector")
def broken(connector):
    connector._CheckpointConnector.restore_model = lambda self: None
