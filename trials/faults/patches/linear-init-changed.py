"""nn.Linear initialises by another rule."""

from after_import import after


@after("torch.nn.modules.linear")
def broken(linear):
    right = linear.Linear.reset_parameters

    def reset_parameters(self):
        right(self)
        linear.init.xavier_uniform_(self.weight)

    linear.Linear.reset_parameters = reset_parameters
