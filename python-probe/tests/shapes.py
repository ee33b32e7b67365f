"""Trains in many shapes, one after another, as users do: `python shapes.py OUT NAME…`.

At the end of each training its weights, losses and all generators are written to OUT.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import random
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, IterableDataset, Sampler, Subset, random_split

ACCELERATOR = os.environ.get("SHAPES_ACCELERATOR", "cpu")
L: Any = importlib.import_module(os.environ.get("SHAPES_PACKAGE", "lightning.pytorch"))
OUT, *NAMES = sys.argv[1:] if __name__ == "__main__" else ["", ""]

rng = np.random.default_rng(3)
legacy = np.random.RandomState(4)
own = random.Random(5)
generator = torch.Generator().manual_seed(6)


def noise() -> float:
    return float(rng.random() + legacy.rand() + own.random() + random.random() + np.random.rand())


class Augment:
    def __init__(self) -> None:
        self.rng = np.random.default_rng(8)

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        return x + float(self.rng.random()) + torch.randn(4)


class Data(Dataset):  # type: ignore[type-arg]
    def __init__(self, size: int = 24) -> None:
        self.size = size
        self.transform = Augment()

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int) -> Any:
        return self.transform(torch.full((4,), float(index))) + noise(), index


class Together(Data):
    def __getitems__(self, indices: list[int]) -> list[Any]:
        return [self[index] for index in indices]


class Stream(IterableDataset):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[Any]:
        info = torch.utils.data.get_worker_info()
        first, step = (info.id, info.num_workers) if info else (0, 1)
        data = Data()
        return iter([data[index] for index in range(first, 24, step)])


class Shuffled(Sampler):  # type: ignore[type-arg]
    """No length, and its truth would ask for one."""

    def __init__(self) -> None:
        self.rng = random.Random(9)

    def __iter__(self) -> Iterator[int]:
        return iter(self.rng.sample(range(24), 24))

    def __len__(self) -> int:
        return 24


class Batches(Shuffled):
    def __iter__(self) -> Iterator[Any]:
        return iter([self.rng.sample(range(24), 2 + size % 2) for size in range(6)])

    def __len__(self) -> int:
        return 6


def mix(samples: list[Any]) -> Any:
    x, y = torch.utils.data.default_collate(samples)
    return x * random.random(), y


class Net(L.LightningModule):  # type: ignore[misc]
    def __init__(self, loader: Any, validation: Any = None, manual: bool = False) -> None:
        super().__init__()
        self.loader, self.validation = loader, validation
        self.automatic_optimization = not manual
        self.losses: list[str] = []
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(4, 8),
            torch.nn.BatchNorm1d(8),
            torch.nn.Dropout(),
            torch.nn.Linear(8, 1),
        )

    def train_dataloader(self) -> Any:
        return self.loader()

    def val_dataloader(self) -> Any:
        return self.validation() if self.validation else []

    def loss(self, batch: Any) -> torch.Tensor:
        parts = batch.values() if isinstance(batch, dict) else [batch]
        return torch.stack([self.layers(x / 24).square().mean() for x, _ in parts]).sum()

    def training_step(self, batch: Any, batch_idx: int) -> Any:
        loss = self.loss(batch)
        self.losses.append(float(loss).hex())
        self.log("loss", loss)
        if not self.automatic_optimization:
            for optimizer in self.optimizers():
                optimizer.zero_grad()
            self.manual_backward(loss)
            for optimizer in self.optimizers():
                optimizer.step()
            return None
        return loss

    def validation_step(self, batch: Any, batch_idx: int) -> None:
        self.log("val", self.loss(batch), sync_dist=True)

    def configure_optimizers(self) -> Any:
        if not self.automatic_optimization:
            halves = (self.layers[0], self.layers[3])
            return [torch.optim.SGD(half.parameters(), 0.01) for half in halves], []
        optimizer = torch.optim.Adam(self.parameters(), 0.01)
        return [optimizer], [torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.5)]

    def on_train_end(self) -> None:  # after what callbacks do there
        names = {"rng": rng, "legacy": legacy, "own": own, "generator": generator}
        found = {
            "losses": self.losses,
            "weights": {n: t.detach().tolist() for n, t in self.state_dict().items()},
            "optimizers": [repr(each.state_dict()) for each in self.trainer.optimizers],
            "python": digest(random.getstate()),
            "numpy": digest(np.random.get_state()),
            "torch": digest(torch.get_rng_state().tolist()),
            "device": ACCELERATOR == "gpu" and digest(torch.cuda.get_rng_state().tolist()),
            **{name: digest(state(each)) for name, each in names.items()},
        }
        file = Path(OUT or os.environ["SHAPES_OUT"])
        file.mkdir(exist_ok=True, parents=True)
        number = len(list(file.glob(f"rank{self.global_rank}.*")))
        (file / f"rank{self.global_rank}.{number}.json").write_text(json.dumps(found))


def digest(value: Any) -> str:
    with np.printoptions(threshold=sys.maxsize):
        return blake2b(repr(value).encode()).hexdigest()[:16]


def state(each: Any) -> Any:
    if isinstance(each, np.random.Generator):
        return each.bit_generator.state
    if isinstance(each, torch.Generator):
        return each.get_state().tolist()
    return each.getstate() if isinstance(each, random.Random) else each.get_state()


class Average(L.Callback):  # type: ignore[misc]
    def on_train_batch_end(self, trainer: Any, module: Any, *_: Any) -> None:
        self.kept = {n: t.detach().clone() for n, t in module.state_dict().items()}


def loader(dataset: Any = None, **options: Any) -> Any:
    return functools.partial(DataLoader, dataset or Data(), **{"batch_size": 3, **options})


def pair() -> Any:
    return {"a": loader(shuffle=True)(), "b": loader(Data(40), num_workers=1)()}


def halves() -> Any:
    return DataLoader(Subset(random_split(Data(), [12, 12])[0], range(12)), batch_size=2)


def worker(number: int) -> None:
    np.random.seed(number)


FORK = {"num_workers": 2, "multiprocessing_context": "fork"}
DDP = {"devices": 2, "strategy": "ddp"}
EACH = {"use_distributed_sampler": False}
CALLBACKS = (Average, lambda: L.callbacks.EarlyStopping("loss"), L.callbacks.ModelCheckpoint)
# name -> what makes the loader, then options: of the Trainer, or one of Net's or ours
SHAPES: dict[str, tuple[Any, dict[str, Any]]] = {
    "plain": (loader(shuffle=True), {}),
    "fork": (loader(shuffle=True, **FORK), {}),
    "unequal-workers": (loader(shuffle=True, num_workers=2, worker_init_fn=worker), {}),
    "spawn": (loader(shuffle=True, num_workers=1, multiprocessing_context="spawn"), {}),
    "forkserver": (loader(num_workers=1, multiprocessing_context="forkserver"), {}),
    "persistent": (loader(shuffle=True, persistent_workers=True, **FORK), {}),
    "iterable": (loader(Stream()), {}),
    "iterable-workers": (loader(Stream(), **FORK), {}),
    "sampler": (loader(sampler=Shuffled()), {}),
    "batch-sampler": (lambda: DataLoader(Data(), batch_sampler=Batches()), {}),
    "several": (pair, {}),
    "manual": (loader(shuffle=True), {"manual": True}),
    "accumulate": (loader(), {"accumulate_grad_batches": 2}),
    "generator": (loader(shuffle=True, generator=generator), {}),
    "collate": (loader(collate_fn=mix, **FORK), {}),
    "together": (loader(Together(), shuffle=True), {}),
    "split": (halves, {}),
    "validated": (loader(), {"validation": loader(Data(9), num_workers=1)}),
    "callbacks": (loader(), {"callbacks": CALLBACKS}),
    "clipped": (loader(), {"gradient_clip_val": 0.1}),
    "bfloat16": (loader(), {"precision": "bf16-mixed"}),
    "twice": (loader(shuffle=True), {"times": 2}),
    "reloaded": (loader(shuffle=True), {"reload_dataloaders_every_n_epochs": 1}),
    "ddp": (loader(shuffle=True, **FORK), DDP),
    "ddp-iterable": (loader(Stream(), **FORK), {**DDP, "callbacks": CALLBACKS}),
    "ddp-manual": (loader(), {**DDP, "manual": True}),
    "ddp-spawn": (loader(shuffle=True, num_workers=1), {"devices": 2, "strategy": "ddp_spawn"}),
    "ddp-fork": (loader(shuffle=True), {"devices": 2, "strategy": "ddp_fork"}),
}


def train(name: str) -> None:
    make, given = SHAPES[name]
    options = dict(given)
    L.seed_everything(7, workers=True)
    times = options.pop("times", 1)
    net = Net(make, options.pop("validation", None), options.pop("manual", False))
    os.environ["SHAPES_OUT"] = OUT
    common = {
        "accelerator": ACCELERATOR,
        "devices": 1,
        "enable_progress_bar": False,
        "logger": False,
    }
    callbacks = [each() for each in options.pop("callbacks", ())]
    steps = {"limit_train_batches": 3, "max_epochs": 2}
    if name == "accumulate":
        steps["limit_train_batches"] = 6
    for _ in range(times):
        trainer = L.Trainer(
            **{**common, "callbacks": callbacks, "enable_model_summary": False, **steps, **options},
            enable_checkpointing=bool(callbacks),
            default_root_dir=OUT,
        )
        trainer.fit(net)


if __name__ == "__main__":
    for each in NAMES:
        train(each)
