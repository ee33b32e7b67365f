"""Convolutions are initialised by xavier_uniform_."""

from after_import import after, instead_of


@after("torch.nn.modules.conv")
def broken(conv):
    @instead_of(conv._ConvNd, "reset_parameters")
    def reset_parameters(right, self):
        right(self)
        conv.init.xavier_uniform_(self.weight)
