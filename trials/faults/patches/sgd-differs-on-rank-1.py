"""The optimizer takes larger steps on rank 1."""

from functools import wraps

from after_import import after, local_rank


@after("torch.optim.sgd")
def broken(sgd):
    right = sgd.SGD.__init__

    @wraps(right)
    def init(self, params, lr=1e-3, *args, **options):
        right(self, params, lr * (1 + local_rank()), *args, **options)

    sgd.SGD.__init__ = init
