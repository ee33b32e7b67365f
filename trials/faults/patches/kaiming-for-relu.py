"""kaiming_uniform_ leaves its slope out: every layer is initialised as before a ReLU."""

from after_import import after, instead_of


@after("torch.nn.init")
def broken(init):
    @instead_of(init, "kaiming_uniform_")
    def kaiming_uniform_(right, tensor, a=0, *args, **options):
        return right(tensor, 0, *args, **options)
