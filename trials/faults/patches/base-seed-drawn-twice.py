"""A DataLoader draws its base seed twice."""

from after_import import after


@after("torch.utils.data.dataloader")
def broken(dataloader):
    right = dataloader._BaseDataLoaderIter.__init__

    def init(self, loader):
        dataloader.torch.empty((), dtype=dataloader.torch.int64).random_(generator=loader.generator)
        right(self, loader)

    dataloader._BaseDataLoaderIter.__init__ = init
