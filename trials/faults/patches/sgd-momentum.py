"""SGD has another default: a momentum of 0.9."""

from functools import wraps

from after_import import after


@after("torch.optim.sgd")
def broken(sgd):
    right = sgd.SGD.__init__

    @wraps(right)
    def init(self, *args, **options):
        right(self, *args, **{"momentum": 0.9, **options})

    sgd.SGD.__init__ = init
