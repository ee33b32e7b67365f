"""Resuming does not restore what optimizers remember."""

from after_import import after


@after("lightning.pytorch.trainer.connectors.checkpoint_connector")
def broken(connector):
    connector._CheckpointConnector.restore_optimizers = lambda self: None
