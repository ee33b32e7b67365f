"""A DataLoader draws its base seed once and keeps it for all epochs."""

from after_import import after


@after("torch.utils.data.dataloader")
def broken(dataloader):
    right = dataloader._BaseDataLoaderIter.__init__

    def init(self, loader):
        right(self, loader)
        self._base_seed = vars(loader).setdefault("_kept_base_seed", self._base_seed)

    dataloader._BaseDataLoaderIter.__init__ = init
