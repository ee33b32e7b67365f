"""orthogonal_ keeps the signs that the QR decomposition happens to give."""

from after_import import after, instead_of


@after("torch.nn.init")
def broken(init):
    @instead_of(init, "orthogonal_")
    def orthogonal_(right, tensor, gain=1, generator=None):
        import torch

        rows, columns = tensor.size(0), tensor[0].numel()
        flat = torch.empty(rows, columns).normal_(0, 1, generator=generator)
        q, _ = torch.linalg.qr(flat.t() if rows < columns else flat)
        with torch.no_grad():
            return tensor.copy_((q.t() if rows < columns else q).reshape(tensor.shape)).mul_(gain)
