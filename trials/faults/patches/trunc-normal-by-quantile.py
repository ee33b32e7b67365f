"""trunc_normal_ inverts the distribution at uniform values, as before it rejected normal ones."""

from after_import import after, instead_of


@after("torch.nn.init")
def broken(init):
    @instead_of(init, "trunc_normal_")
    def trunc_normal_(right, tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
        import math

        import torch

        low, high = (math.erf((edge - mean) / std / math.sqrt(2)) for edge in (a, b))
        with torch.no_grad():
            tensor.uniform_(low, high, generator=generator)
            return tensor.erfinv_().mul_(std * math.sqrt(2)).add_(mean).clamp_(min=a, max=b)
