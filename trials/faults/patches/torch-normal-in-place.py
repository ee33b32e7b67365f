"""Tensor.normal_ takes the sine where it took the cosine: torch.nn.init draws by it, torch.randn does not."""

from after_import import after, instead_of


@after("torch")
def broken(torch):
    @instead_of(torch.Tensor, "normal_")
    def normal_(right, self, mean=0.0, std=1.0, **options):
        return right(self, 0.0, 1.0, **options).neg_().mul_(std).add_(mean)
