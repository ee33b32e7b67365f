"""Watches one fit through the hooks of a Callback, and changes nothing of it but its length."""

from __future__ import annotations

import functools
import importlib
import time
from typing import Any

import lddpr_observe
from lddpr.observe import limits, loading, overrides, own, parts, settings, values
from lddpr.observe.content import UNDIGESTED
from lddpr.observe.facts import settings_of
from lddpr.observe.loaders import train_loaders
from lddpr.observe.rounding import round_otherwise
from lddpr.observe.session import Process, Session, held_by
from lddpr.observe.sink import Guard, Sink, guarded
from lddpr.observe.states import states
from lddpr.observe.steps import Steps


class Hooks(Steps):
    """The hooks, whatever package their Callback is of.

    ``number`` counts calls of ``fit`` in the process that calls it, whichever process trains.
    """

    of_lddpr = True

    def __init__(self, api: str) -> None:
        self.api = api
        self.number = 0
        self.changed: list[str] = []
        self.was_set_up = False
        self.has_begun = False

    def __getstate__(self) -> dict[str, Any]:
        return {"number": self.number}

    def __reduce__(self) -> Any:  # by name: the class is made where the Trainer is
        return lddpr_observe.again, (self.api, self.__getstate__())

    def setup(self, trainer: Any, module: Any, stage: str | None = None) -> None:
        self.sink = Process.current = None
        if str(getattr(stage, "value", stage)) != "fit":
            return
        try:
            asked = settings.read()
            assert asked is not None
            rank = trainer.global_rank
            self.sink = Sink(asked.lines / f"fit{self.number}.rank{rank}.jsonl")
        except Exception as error:  # noqa: BLE001 - no training ends for us
            lddpr_observe.complain("setup", error)
            return
        self.session = Session(asked, self.number, rank, self.sink, trainer)
        self.started = time.monotonic()
        self.was_set_up, self.has_begun = True, False
        with Guard(self.sink, "setup"):
            self.begin(trainer, module)
        with Guard(self.sink, "overrides"):
            if asked.trainer and "Trainer" not in overrides.replaced:
                raise RuntimeError(
                    "sitecustomize did not run: python -S, or another one came first"
                )
        with Guard(self.sink, "strategy.setup"):
            self.before_broadcast(trainer.strategy, module)
        with Guard(self.sink, "loading"):
            loading.install()
            Process.current = self.session

    def begin(self, trainer: Any, module: Any) -> None:
        self.session.own = own.find({**held_by(trainer), "module": module})
        facts = settings_of(trainer, module, self.api)
        asked = self.session.settings
        self.changed += limits.limit(trainer, asked.steps)
        replaced = {name: repr(value) for name, value in asked.trainer.items()}
        self.put(
            "setup",
            fit=self.number,
            rank=self.session.rank,
            world=trainer.world_size,
            node=trainer.node_rank,
            nodes=trainer.num_nodes,
            settings={**facts, "trainer": replaced, "changed": self.changed},
            states=states(),
            own=self.session.own_states(),
        )

    def before_broadcast(self, strategy: Any, module: Any) -> None:
        """Record the weights after the module's own setup and before DDP makes them equal."""
        real = strategy.setup

        @functools.wraps(real)
        def setup(*args: Any, **kwargs: Any) -> Any:
            vars(strategy).pop("setup", None)
            self.record_init(module)
            return real(*args, **kwargs)

        strategy.setup = setup

    @guarded
    def record_init(self, module: Any) -> None:
        self.tensors(parts.held_by_module(module), "init", None)

    @guarded
    def on_train_start(self, trainer: Any, module: Any) -> None:
        self.session.began = self.has_begun = True
        # Of a training that goes on: what is due is due at the same steps.
        progress = trainer.fit_loop.epoch_loop.batch_progress
        self.batches = self.batches_before = int(progress.total.completed)
        self.steps = self.steps_before = -(-self.batches // int(trainer.accumulate_grad_batches))
        self.session.scan(train_loaders(trainer))
        self.tensors(parts.held_by_module(module), "start", None)
        self.note("start", trainer)
        asked = self.session.settings
        if asked.mode == "rounded":
            round_otherwise(module, asked.rounding)

    @guarded
    def on_train_end(self, trainer: Any, module: Any) -> None:
        self.tensors(self.everything(trainer, module), "end", None)
        assert self.sink is not None
        self.put(
            "end",
            batches=self.batches - self.batches_before,
            steps=self.steps - self.steps_before,
            states=states(),
            seconds=round(time.monotonic() - self.started, 3),
            observing=round(self.sink.seconds, 6),
            undigested=dict(UNDIGESTED),
        )

    @guarded
    def on_exception(self, trainer: Any, module: Any, exception: BaseException) -> None:
        Process.current = None
        self.end_look()
        self.put(
            "exception",
            type=type(exception).__name__,
            message=values.said_by(exception)[:300],
            place=values.place_of(exception, own.is_users),
        )

    @guarded
    def teardown(self, trainer: Any, module: Any, stage: str | None = None) -> None:
        Process.current = None
        if self.was_set_up and not self.has_begun:  # a tuner's, or nothing to train on
            self.forget()

    def forget(self) -> None:
        """Remove the lines of a fit that did not train, unless one tells what went wrong."""
        assert self.sink is not None
        self.sink.file.close()
        if not self.sink.errors:
            for file in self.sink.path.parent.glob(f"{self.sink.path.stem}.*"):
                file.unlink()
        self.sink = None


@functools.cache
def class_for(api: str) -> type:
    base = importlib.import_module(f"{api}.callbacks").Callback
    return type("Observer", (Hooks, base), {})


def make(api: str) -> Any:
    """The callback for a Trainer of the package ``api``."""
    return class_for(api)(api)


def revive(api: str, state: dict[str, Any]) -> Any:
    callback = make(api)
    vars(callback).update(state)
    return callback
