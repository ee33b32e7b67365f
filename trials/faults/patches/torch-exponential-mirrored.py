"""Tensor.exponential_ takes the logarithm of u where it took that of 1 - u."""

from after_import import after, instead_of


@after("torch")
def broken(torch):
    @instead_of(torch.Tensor, "exponential_")
    def exponential_(right, self, lambd=1, **options):
        values = right(self, 1, **options)
        return values.neg_().exp_().neg_().log1p_().neg_().div_(lambd)
