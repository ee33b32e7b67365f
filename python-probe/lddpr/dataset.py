"""A dataset that returns, for each item, who loaded it and what was drawn meanwhile."""

from __future__ import annotations

import random

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset, get_worker_info

NO_WORKER = -1


class QuietDataset(Dataset[Tensor]):
    """Item ``i`` is ``i``: nothing is drawn."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int) -> Tensor:
        return torch.tensor(index)


class ProbeDataset(Dataset[tuple[Tensor, ...]]):
    """Item ``i`` is five scalars: ``i``, the worker's id, and a draw of torch, numpy and python.

    The order of the draws and the types are the contract: numpy and python both draw a Python
    float, which torch makes a float32.
    """

    def __init__(self, size: int) -> None:
        self.size = size

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int) -> tuple[Tensor, ...]:
        worker = get_worker_info()
        return (
            torch.tensor(index),
            torch.tensor(NO_WORKER if worker is None else worker.id),
            torch.rand(()),
            torch.as_tensor(np.random.random()),
            torch.tensor(random.random()),
        )
