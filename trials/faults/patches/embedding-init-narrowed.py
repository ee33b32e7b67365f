"""Embeddings are initialised with a deviation of 0.02."""

from after_import import after, instead_of


@after("torch.nn.modules.sparse")
def broken(sparse):
    @instead_of(sparse.Embedding, "reset_parameters")
    def reset_parameters(right, self):
        sparse.init.normal_(self.weight, std=0.02)
        self._fill_padding_idx_with_zero()
