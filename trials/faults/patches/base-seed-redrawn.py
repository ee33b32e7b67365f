"""An iterator of persistent workers draws a base seed in every epoch, of which nobody hears."""

from after_import import after


@after("torch.utils.data.dataloader")
def broken(dataloader):
    right = dataloader._BaseDataLoaderIter._reset

    def reset(self, loader, first_iter=False):
        right(self, loader, first_iter)
        if not first_iter:
            dataloader.torch.empty((), dtype=dataloader.torch.int64).random_()

    dataloader._BaseDataLoaderIter._reset = reset
