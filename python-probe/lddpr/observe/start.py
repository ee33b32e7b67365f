"""What happens when a Trainer is built: its process is noted, and ``fit`` is counted."""

from __future__ import annotations

import functools
import importlib
import os
import sys
import time
from contextlib import suppress
from typing import Any

from lddpr.observe import settings
from lddpr.observe.session import Process
from lddpr.observe.settings import Settings
from lddpr.observe.sink import Sink

WAIT = 20.0  # seconds; a rank that hangs is for who started the command
RANKS = ("RANK", "LOCAL_RANK", "SLURM_PROCID")


def callbacks(api: str) -> list[Any]:
    """The one callback that watches, of the Callback class of ``api``."""
    asked = settings.read()
    if asked is None:
        return []
    from lddpr.observe.callback import make

    package = importlib.import_module(api)
    sink = Sink(asked.lines / f"process.{os.getpid()}.jsonl")
    named = [os.environ[name] for name in RANKS if name in os.environ]
    sink.put(
        "trainer",
        package=api,
        version=str(package.__version__),
        rank=int(named[0]) if named and named[0].isdigit() else None,
        argv0=sys.argv[0] if sys.argv else "",
    )
    sink.file.close()
    count_fits(package.Trainer, asked)
    return [make(api)]


def count_fits(trainer: Any, asked: Settings) -> None:
    """Wrap ``Trainer.fit`` once: each call has a number, and one may be the last thing to run."""
    real = trainer.fit
    if hasattr(real, "of_lddpr"):
        return

    @functools.wraps(real)
    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        mine = next((each for each in self.callbacks if hasattr(each, "of_lddpr")), None)
        if mine is None:
            return real(self, *args, **kwargs)
        mine.number = Process.fits
        if asked.mode == "resumed" and not Process.fits:
            kwargs["ckpt_path"] = asked.checkpoint
        value = real(self, *args, **kwargs)
        # Without a setup here its processes were others, as of ddp_spawn.
        if not mine.was_set_up or mine.has_begun:
            Process.fits += 1
            if asked.stop == "after-fit":
                await_ranks(self)
                raise SystemExit(0)
        return value

    fit.of_lddpr = True  # type: ignore[attr-defined]
    trainer.fit = fit


def await_ranks(trainer: Any) -> None:
    """Let ranks that Lightning started here end by themselves: each has to write its last lines."""
    until = time.monotonic() + WAIT
    for process in getattr(trainer.strategy.launcher, "procs", None) or ():
        with suppress(Exception):
            process.wait(max(0.0, until - time.monotonic()))
