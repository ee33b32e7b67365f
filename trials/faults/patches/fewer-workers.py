"""A DataLoader starts one worker, however many it is asked for."""

from functools import wraps

from after_import import after


@after("torch.utils.data.dataloader")
def broken(dataloader):
    right = dataloader.DataLoader.__init__

    @wraps(right)
    def init(self, *args, **options):
        right(self, *args, **{**options, "num_workers": min(1, options.get("num_workers", 0))})

    dataloader.DataLoader.__init__ = init
