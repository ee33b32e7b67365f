"""The loss has a little noise that nobody seeds, as a nondeterministic kernel would add."""

import os

from after_import import after


@after("torch.nn.modules.loss")
def broken(loss):
    right = loss.MSELoss.forward
    loss.MSELoss.forward = lambda self, *args: right(self, *args) * (1 + os.urandom(1)[0] * 1e-5)
