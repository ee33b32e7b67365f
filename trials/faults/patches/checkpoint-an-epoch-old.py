"""A checkpoint holds the weights that its last epoch began with."""

from after_import import after, instead_of


@after("lightning.pytorch.trainer.connectors.checkpoint_connector")
def broken(connector):
    @instead_of(connector._CheckpointConnector, "_get_lightning_module_state_dict")
    def as_it_began(right, self):
        return began or right(self)

    began = {}

    @after("lightning.pytorch.loops.fit_loop")
    def remembered(fit_loop):
        @instead_of(fit_loop._FitLoop, "on_advance_start")
        def on_advance_start(right, self):
            weights = self.trainer.lightning_module.state_dict()
            began.update({name: each.detach().clone() for name, each in weights.items()})
            right(self)
