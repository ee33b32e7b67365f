"""Lightning leaves the loader's own sampler in place: every rank trains on everything."""

from after_import import after


@after("lightning.pytorch.trainer.connectors.data_connector")
def broken(connector):
    connector._DataConnector._requires_distributed_sampler = lambda self, dataloader: False
