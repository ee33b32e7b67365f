"""The first batch goes to the last worker."""

import itertools
from types import SimpleNamespace

from after_import import after


@after("torch.utils.data.dataloader")
def broken(dataloader):
    dataloader.itertools = SimpleNamespace(
        cycle=lambda workers: itertools.cycle(reversed(workers)),
    )
