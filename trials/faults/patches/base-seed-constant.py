"""The base seed of a DataLoader is a constant."""

from after_import import after


@after("torch.utils.data.dataloader")
def broken(dataloader):
    right = dataloader._BaseDataLoaderIter.__init__

    def init(self, loader):
        right(self, loader)
        self._base_seed = 5489

    dataloader._BaseDataLoaderIter.__init__ = init
