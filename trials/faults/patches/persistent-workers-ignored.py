"""persistent_workers=True is ignored."""

from functools import wraps

from after_import import after


@after("torch.utils.data.dataloader")
def broken(dataloader):
    right = dataloader.DataLoader.__init__

    @wraps(right)
    def init(self, *args, **options):
        right(self, *args, **{**options, "persistent_workers": False})

    dataloader.DataLoader.__init__ = init
