"""Rank 0 restores what callbacks remember, and the others do not."""

from after_import import after, instead_of, local_rank


@after("lightning.pytorch.trainer.connectors.checkpoint_connector")
def broken(connector):
    @instead_of(connector._CheckpointConnector, "restore_callbacks")
    def restore_callbacks(right, self):
        if local_rank() == 0:
            right(self)
