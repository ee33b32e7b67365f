"""Optimizers load their learning rate and forget what they have remembered."""

from after_import import after, instead_of


@after("torch.optim.optimizer")
def broken(optimizer):
    @instead_of(optimizer.Optimizer, "load_state_dict")
    def load_state_dict(right, self, state_dict):
        right(self, {**state_dict, "state": {}})
