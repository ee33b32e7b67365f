"""Rank 0 restores the state of its optimizers, and the others start from nothing."""

from after_import import after, instead_of, local_rank


@after("lightning.pytorch.strategies.strategy")
def broken(strategy):
    @instead_of(strategy.Strategy, "load_optimizer_state_dict")
    def load_optimizer_state_dict(right, self, checkpoint):
        if local_rank() == 0:
            right(self, checkpoint)
