"""What the loading of data does, in the process that fetches. Nothing of the user's is replaced.

``_DatasetKind.create_fetcher`` makes what fetches, in workers and in the main process alike, and
for every kind of dataset. The fetcher that it returns is watched.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from torch.utils.data import _utils, dataloader, get_worker_info

import lddpr_observe
from lddpr.observe import settings
from lddpr.observe.fetching import Watch
from lddpr.observe.loaders import describe, stage_of, train_loaders
from lddpr.observe.session import Process, Session
from lddpr.observe.settings import Settings
from lddpr.observe.sink import Guard, Sink

REAL_LOOP = _utils.worker._worker_loop


def install() -> None:
    """Put the hooks into torch, once a process. Raises AttributeError where a place is gone."""
    kind: Any = dataloader._DatasetKind
    make = kind.create_fetcher
    if hasattr(make, "of_lddpr"):
        return
    single: Any = dataloader._SingleProcessDataLoaderIter
    several: Any = dataloader._MultiProcessingDataLoaderIter
    reset = several._reset
    create = functools.wraps(make)(functools.partial(create_fetcher, make))
    create.of_lddpr = True  # type: ignore[attr-defined]
    for iterator in (single, several):
        iterator.__init__ = begins(iterator.__init__)

    @functools.wraps(reset)
    def resets(self: Any, loader: Any, first_iter: bool = False) -> Any:
        session = Process.current
        if session is not None and session.sink is not None and not first_iter:
            with Guard(session.sink, "_reset"):
                self.passes_of_lddpr = getattr(self, "passes_of_lddpr", 0) + 1
                put_loader(session, loader, self.pass_of_lddpr, self.passes_of_lddpr)
        return reset(self, loader, first_iter)

    several._reset = resets
    kind.create_fetcher = staticmethod(create)


def begins(init: Callable[..., None]) -> Callable[..., None]:
    """An iterator's ``__init__`` that notes the pass, and starts workers that know of it."""

    @functools.wraps(init)
    def __init__(self: Any, loader: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        session = Process.current
        if session is None or session.sink is None or session.trainer is None:
            return init(self, loader, *args, **kwargs)
        with Guard(session.sink, "loader"):
            self.pass_of_lddpr = Process.passes
            Process.passes += 1
            session.entered = put_loader(session, loader, self.pass_of_lddpr, 0)
            carried = {"directory": str(session.settings.directory), **session.entered}
            _utils.worker._worker_loop = functools.partial(lddpr_observe.work, carried)
        try:
            return init(self, loader, *args, **kwargs)
        finally:
            _utils.worker._worker_loop = REAL_LOOP

    return __init__


def put_loader(session: Session, loader: Any, number: int, again: int) -> dict[str, Any]:
    """Write the line of a pass; give what its workers must know."""
    stage, position = stage_of(session, loader)
    if stage == "train":
        session.scan(train_loaders(session.trainer) or [loader])
    assert session.sink is not None
    epoch = session.trainer.current_epoch
    facts = describe(loader)
    session.sink.put(
        "loader",
        again=again,
        loader=position,
        stage=stage,
        epoch=epoch,
        **{"pass": number},
        **facts,
    )
    return {"fit": session.fit, "rank": session.rank, "pass": number, "stage": stage}


def work(carried: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
    """Run a worker of a DataLoader: the last thing before torch's own loop."""
    try:
        session_of_worker(settings.of(Path(carried["directory"])), carried)
        install()
    except Exception as error:  # noqa: BLE001 - no training ends for us
        lddpr_observe.complain("worker", error)
    return REAL_LOOP(*args, **kwargs)


def session_of_worker(asked: Settings, carried: dict[str, Any]) -> None:
    of_parent = Process.current  # where it is a fork
    session = Session(asked, carried["fit"], carried["rank"], None, entered=carried)
    if of_parent:
        session.own, session.scanned = of_parent.own, of_parent.scanned
    Process.current = session


def create_fetcher(make: Callable[..., Any], kind: Any, dataset: Any, *args: Any) -> Any:
    """torch's, whose fetcher is watched if a fit is."""
    session = Process.current
    if session is None:
        return make(kind, dataset, *args)
    watch = None
    try:
        watch = watch_for(session, dataset)
    except Exception as error:  # noqa: BLE001 - no training ends for us
        lddpr_observe.complain("create_fetcher", error)
    fetcher = make(kind, dataset, *args)
    if watch is not None:
        watch.over(fetcher, bool(args[0]))
    return fetcher


def watch_for(session: Session, dataset: Any) -> Watch | None:
    """None for a loader that a dataset in a worker has for itself."""
    if session.trainer is None:
        info = get_worker_info()
        if info is None or info.dataset is not dataset:
            return None
        if session.sink is None:
            name = f"fit{session.fit}.rank{session.rank}.pass{session.entered['pass']}"
            session.sink = Sink(session.settings.lines / f"{name}.worker{info.id}.jsonl")
            session.worker = info.id
    return Watch(session, dataset)
