"""Loaders give a batch to whichever worker is ready, and take those that come first."""

from after_import import after, instead_of


@after("torch.utils.data.dataloader")
def broken(dataloader):
    @instead_of(dataloader.DataLoader, "__init__")
    def __init__(right, self, *args, **options):
        right(self, *args, **{**options, "in_order": False})
