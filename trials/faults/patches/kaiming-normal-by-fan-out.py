"""kaiming_normal_ keeps the size of gradients, by fan_out, where it kept that of activations."""

from after_import import after, instead_of


@after("torch.nn.init")
def broken(init):
    @instead_of(init, "kaiming_normal_")
    def kaiming_normal_(right, tensor, a=0, mode="fan_out", *args, **options):
        return right(tensor, a, "fan_out", *args, **options)
