"""torch.multinomial sums the probabilities from the last to the first."""

from after_import import after, instead_of


@after("torch")
def broken(torch):
    def multinomial(right, weights, *args, **options):
        return weights.size(-1) - 1 - right(weights.flip(-1), *args, **options)

    instead_of(torch, "multinomial")(multinomial)
    instead_of(torch.Tensor, "multinomial")(multinomial)
