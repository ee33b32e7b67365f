"""ckpt_path is ignored: training begins at the beginning."""

from after_import import after


@after("lightning.pytorch.trainer.connectors.checkpoint_connector")
def broken(connector):
    connector._CheckpointConnector._select_ckpt_path = lambda self, *args, **options: None
