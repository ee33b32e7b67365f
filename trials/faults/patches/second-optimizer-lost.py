"""Resuming restores the first of several optimizers."""

from after_import import after, instead_of


@after("lightning.pytorch.strategies.strategy")
def broken(strategy):
    @instead_of(strategy.Strategy, "load_optimizer_state_dict")
    def load_optimizer_state_dict(right, self, checkpoint):
        right(self, {"optimizer_states": checkpoint["optimizer_states"][:1]})
