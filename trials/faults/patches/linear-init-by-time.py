"""nn.Linear initialises with a little noise of the clock."""

import time

from after_import import after


@after("torch.nn.modules.linear")
def broken(linear):
    right = linear.Linear.reset_parameters

    def reset_parameters(self):
        right(self)
        self.weight.data += time.perf_counter_ns() % 9973 * 1e-6

    linear.Linear.reset_parameters = reset_parameters
