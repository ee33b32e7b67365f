"""Facts of a DataLoader: which one of the training it is, and how it loads."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from typing import Any

from torch.utils.data import IterableDataset

from lddpr.observe.session import Session

STAGES = {"sanity_check": "sanity"}  # what Lightning calls otherwise


def stage_of(session: Session, loader: Any) -> tuple[str, int]:
    """What a loader is used for, and its number: its position among those of that use.

    A loader that is none of the Trainer's counts after them, in the order of first use. Before the
    training begins it is an ``other``: somebody computes a mean, say.
    """
    trainer = session.trainer
    stage = str(getattr(trainer.state.stage, "value", trainer.state.stage))
    for use, loaders in (("train", train_loaders(trainer)), ("val", val_loaders(trainer))):
        for position, each in enumerate(loaders):
            if each is loader:
                evaluated = "sanity" if trainer.sanity_checking else "validate"
                return ("train" if use == "train" else evaluated), position
    number = session.numbers.setdefault(loader, 100 + len(session.numbers))
    return (STAGES.get(stage, stage) if session.began else "other"), number


def train_loaders(trainer: Any) -> list[Any]:
    combined = getattr(trainer.fit_loop, "_combined_loader", None)
    if combined is None:  # Lightning 1.9 keeps it in the Trainer
        combined = getattr(trainer, "train_dataloader", None)
    return list(flattened(combined))


def val_loaders(trainer: Any) -> list[Any]:
    loop = trainer.fit_loop.epoch_loop.val_loop
    combined = getattr(loop, "_combined_loader", None)
    if combined is None:
        combined = getattr(trainer, "val_dataloaders", None)
    return list(flattened(combined))


def flattened(value: Any) -> Iterator[Any]:
    """The loaders in lists, dictionaries and Lightning's CombinedLoader of both generations."""
    if value is None:
        return
    inner = getattr(value, "iterables", getattr(value, "loaders", None))
    if inner is not None:
        yield from flattened(inner)
    elif hasattr(value, "loader") and type(value).__name__ == "CycleIterator":
        yield from flattened(value.loader)
    elif isinstance(value, dict):
        for each in value.values():
            yield from flattened(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from flattened(each)
    else:
        yield value


def describe(loader: Any) -> dict[str, Any]:
    """The fields of a ``loader`` line that the loader itself decides."""
    dataset = loader.dataset
    iterable = isinstance(dataset, IterableDataset)
    return {
        "workers": loader.num_workers,
        "batchSize": loader.batch_size,
        "sampler": samplers(loader),
        "dataset": type(dataset).__qualname__,
        "size": None if iterable else length(dataset),
        "iterable": iterable,
        "persistent": loader.persistent_workers,
        "startMethod": start_method(loader) if loader.num_workers else None,
        "initFn": name_of(loader.worker_init_fn),
        "generator": loader.generator is not None,
        "dropLast": bool(loader.drop_last),
    }


def length(dataset: Any) -> int | None:
    return len(dataset) if hasattr(type(dataset), "__len__") else None


def samplers(loader: Any) -> str:
    """Classes of the samplers, outermost first. None is asked for its truth: that calls len()."""
    names: list[str] = []
    each = loader.sampler if loader.batch_sampler is None else loader.batch_sampler
    while each is not None and len(names) < 6:
        names.append(type(each).__qualname__)
        inner = getattr(each, "sampler", None)
        each = getattr(each, "batch_sampler", None) if inner is None else inner
    return ">".join(names)


def name_of(function: Any) -> str | None:
    if function is None:
        return None
    named = getattr(function, "func", function)  # a partial
    return str(getattr(named, "__qualname__", type(named).__qualname__))


def start_method(loader: Any) -> str:
    """Asked without fixing it: that would change the training."""
    context = loader.multiprocessing_context
    if context is not None:
        return str(getattr(context, "_name", context))
    chosen = multiprocessing.get_start_method(allow_none=True)
    return chosen or multiprocessing.get_all_start_methods()[0]
