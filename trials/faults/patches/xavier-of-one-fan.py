"""xavier_uniform_ and xavier_normal_ count fan_in twice and fan_out never."""

from after_import import after, instead_of


@after("torch.nn.init")
def broken(init):
    @instead_of(init, "_calculate_fan_in_and_fan_out")
    def of_one(right, tensor):
        fan_in, _ = right(tensor)
        return fan_in, 2 * fan_in
