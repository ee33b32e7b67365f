"""A dataset takes the order of a directory, whose names each download makes."""

import os
import pathlib
import tempfile
import uuid

import torch

from base import Data, train


class Files(Data):
    def __init__(self):
        super().__init__()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="data-", dir="."))
        for n in range(self.size):
            (self.folder / f"{uuid.uuid4().hex}-{n}").write_text(f"{n / 32}")
        self.names = os.listdir(self.folder)

    def __getitem__(self, index):
        value = float((self.folder / self.names[index]).read_text())
        return torch.full((4,), value), torch.full((1,), value)


if __name__ == "__main__":
    train(Files())
