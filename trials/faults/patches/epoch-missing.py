"""Training ends an epoch early."""

from after_import import after


@after("lightning.pytorch.loops.utilities")
def broken(utilities):
    right = utilities._parse_loop_limits

    def parse_loop_limits(*args):
        min_epochs, max_epochs = right(*args)
        return min_epochs, max_epochs - 1

    utilities._parse_loop_limits = parse_loop_limits
