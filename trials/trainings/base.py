"""A sound training on two ranks. A fault or a variant replaces one part of it."""

import os
import sys

# A variant that has imported pytorch_lightning trains with it.
if "pytorch_lightning" in sys.modules:
    import pytorch_lightning as pl
else:
    import lightning.pytorch as pl
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, IterableDataset, get_worker_info

WORLD = 2


def rank():
    """Lightning's own launcher sets LOCAL_RANK for all but the first process."""
    return int(os.environ.get("LOCAL_RANK", 0))


def point(index):
    """A sample that its index decides: four numbers and what is to be learnt of them."""
    x = torch.sin(torch.arange(1.0, 5.0) * (index + 1))
    return x, x.prod().reshape(1)


class Data(Dataset):
    """Points that nothing changes."""

    def __init__(self, size=32):
        self.size = size

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        return point(index)


class Augmented(Data):
    """Points with noise, which torch's global generator draws unless a subclass has another."""

    def noise(self):
        return torch.randn(4)

    def __getitem__(self, index):
        x, y = point(index)
        return x + 0.1 * torch.as_tensor(self.noise(), dtype=torch.float32), y


class Stream(IterableDataset):
    """The same points one after the other, split by rank and worker."""

    def __init__(self, size=32):
        self.size = size

    def shard(self, rank, worker, workers):
        return range(rank * workers + worker, self.size, WORLD * workers)

    def __iter__(self):
        info = get_worker_info()
        worker, workers = (info.id, info.num_workers) if info else (0, 1)
        yield from map(point, self.shard(rank(), worker, workers))


class Model(pl.LightningModule):
    """A regression; its parts are what faults replace."""

    def __init__(self):
        super().__init__()
        self.net = self.layers()

    def layers(self):
        return nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))

    def loss(self, batch):
        x, y = batch
        return nn.functional.mse_loss(self.net(x), y)

    def training_step(self, batch, batch_idx):
        return self.loss(batch)

    def validation_step(self, batch, batch_idx):
        self.log("val_loss", self.loss(batch), sync_dist=True)

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=0.01)


def loader(dataset, **options):
    shuffle = not isinstance(dataset, IterableDataset) and not {"sampler", "batch_sampler"} & set(
        options
    )
    usual = {"num_workers": 2}
    if "batch_sampler" not in options:
        usual["batch_size"] = 4
    if shuffle:
        usual["shuffle"] = True
    return DataLoader(dataset, **{**usual, **options})


def trainer(**options):
    usual = {
        "accelerator": "cpu",
        "devices": WORLD,
        "strategy": "ddp",
        "max_epochs": 5,
        "logger": False,
        "enable_checkpointing": False,
        "enable_progress_bar": False,
        "enable_model_summary": False,
    }
    return pl.Trainer(**{**usual, **options})


def seed(value=42, workers=True):
    pl.seed_everything(value, workers=workers)


def train(data=None, model=Model, validation=None, **options):
    """Seeds, builds the model and trains it; `data` is a loader, a datamodule or a dataset."""
    seed()
    if data is None or isinstance(data, Dataset):
        data = loader(data if data is not None else Augmented())
    run = trainer(**options)
    run.fit(model(), data, validation)
    return run
