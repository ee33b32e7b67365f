"""What this process watches now: one fit of a Trainer, or the fetches of one worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from lddpr.observe import own
from lddpr.observe.settings import Settings
from lddpr.observe.sink import Sink
from lddpr.observe.states import state_of


@dataclass
class Session:
    """``own`` are the user's generators by name; ``entered`` is the pass that begins."""

    settings: Settings
    fit: int
    rank: int
    sink: Sink | None  # None in a worker before it fetches: only then does it know its number
    trainer: Any = None  # None in a worker
    worker: int | None = None
    began: bool = False
    scanned: bool = False  # the heap, by this process or the one that it is a fork of
    own: list[tuple[str, Any]] = field(default_factory=list)
    entered: dict[str, Any] = field(default_factory=dict)
    numbers: WeakKeyDictionary[Any, int] = field(default_factory=WeakKeyDictionary)

    def own_states(self) -> dict[str, str]:
        return {name: state_of(generator) for name, generator in self.own}

    def scan(self, loaders: list[Any]) -> None:
        """Search the heap, once a fit: before the first worker of the training is forked."""
        if not self.scanned:
            self.scanned = True
            parts = ("dataset", "sampler", "batch_sampler")
            named = {
                f"{part}{number or ''}": getattr(loader, part, None)
                for part in parts
                for number, loader in enumerate(loaders)
            }
            self.own = own.find({**named, **held_by(self.trainer)}, heap=True)


def held_by(trainer: Any) -> dict[str, Any]:
    """What a Trainer holds, by names for people; what has no name of its own by its place."""
    named = {
        "module": trainer.lightning_module,
        "datamodule": getattr(trainer, "datamodule", None),
    }
    for callback in trainer.callbacks:
        named.setdefault(type(callback).__qualname__, callback)
    return {**named, "trainer": trainer}


class Process:
    """What outlives a fit."""

    current: Session | None = None
    fits = 0
    passes = 0
