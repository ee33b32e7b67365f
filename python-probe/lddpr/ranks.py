"""The other ranks, as seen by the rank whose launcher started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock, Thread
from time import monotonic, sleep
from typing import Any, NoReturn

from lddpr import workers
from lddpr.signals import ENDING

FAILED = 2
EXIT_SECONDS = 10  # for a rank to end after a training that went well
GRACE_SECONDS = 1  # for a rank to say what is wrong with it, or to be found dead
END_SECONDS = 2  # for a rank to end its workers
SIGNAL_SECONDS = 0.2  # between the news that one process of a group has ended, and its own signal
POLL_SECONDS = 0.05
OBSERVER = "_launch_process_observer"  # what Lightning's launcher calls, since 2.1
INTERRUPTED = "interrupted"


class StartedRanks:
    """Ends this process, its workers and the ranks that it started, always all of them.

    A rank that has died leaves the others waiting for it, at worst for half an hour. Lightning
    looks every five seconds, then kills all of them, rank 0 too: nobody would be left to say why,
    so this takes the place of Lightning's own observer.
    """

    def __init__(self, leads: bool = True) -> None:
        """``leads`` is false in a rank that another one has started."""
        self._launcher: Any = None
        self._speaking = Lock()
        self._leads = leads
        self._interrupted = 0  # by which signal

    def watch(self, trainer: Any) -> None:
        """Fail, from a thread, as soon as one of the ranks that the trainer starts has failed."""
        self._launcher = getattr(trainer.strategy, "launcher", None)
        if hasattr(self._launcher, "procs"):
            module = sys.modules[type(self._launcher).__module__]
            if hasattr(module, OBSERVER):
                setattr(module, OBSERVER, lambda _processes: None)
            Thread(target=self._watch, daemon=True, name="lddpr.ranks").start()

    def _watch(self) -> None:
        while True:
            sleep(POLL_SECONDS)
            if message := self.failed_rank():
                self.fail(message)

    @property
    def processes(self) -> Sequence[subprocess.Popen[bytes]]:
        return getattr(self._launcher, "procs", ())

    def failed_rank(self) -> str | None:
        """The first rank that did not end well, and how it ended; None if there is none."""
        for rank, process in enumerate(self.processes, start=1):
            status = process.poll()
            if status:
                return f"rank {rank} {ending(status)}"
        return None

    def killed_rank(self) -> str | None:
        """The rank that a signal ended, if one did: others only complain that it is gone."""
        deadline = monotonic() + GRACE_SECONDS
        while self.processes and monotonic() < deadline:
            if message := self.failed_rank():
                return message if "killed" in message else None
            sleep(POLL_SECONDS)
        return None

    def interrupt(self, number: signal.Signals) -> NoReturn:
        """Say so, once, and end everything."""
        self._interrupted = number
        self.fail(INTERRUPTED)

    def fail(self, message: str) -> NoReturn:
        """Say why, once, and end everything."""
        self._speaking.acquire()  # for ever: whoever comes second waits for the end
        number = self._interruption()
        if self._leads or not number:
            with suppress(OSError):  # the disk may be what is wrong
                text = INTERRUPTED if number else message
                print(f"lddpr.main: error: {text}", file=sys.stderr)
        if not number:
            self._wait(GRACE_SECONDS)
        for process in self.processes:
            process.terminate()  # a rank ends its workers, too
        self._wait(END_SECONDS)
        for process in self.processes:
            process.kill()
        self._leave(128 + number if number else FAILED)

    def _interruption(self) -> int:
        """The signal that ends this training, 0 if none does. Where a group is interrupted, news of
        a rank or a worker that has ended may come first."""
        deadline = monotonic() + SIGNAL_SECONDS
        while not self._interrupted and monotonic() < deadline:
            sleep(SIGNAL_SECONDS / 10)
        return self._interrupted

    def _wait(self, seconds: float) -> None:
        deadline = monotonic() + seconds
        for process in self.processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - monotonic()))

    def finish(self) -> NoReturn:
        """End with status 0 when every rank has."""
        for rank, process in enumerate(self.processes, start=1):
            try:
                process.wait(EXIT_SECONDS)
            except subprocess.TimeoutExpired:
                self.fail(f"rank {rank} does not end")
        if message := self.failed_rank():
            self.fail(message)
        self._leave(0)

    def _leave(self, status: int) -> NoReturn:
        """End at once: a regular exit spends most of a second taking torch apart, and sometimes
        aborts on the way."""
        workers.end()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        os._exit(status)


def ending(status: int) -> str:
    """How a process ended, in words; ``status`` as subprocess gives it."""
    if status - 128 in ENDING:
        return f"was interrupted by {signal.Signals(status - 128).name}"
    if status >= 0:
        return f"ended with status {status}"
    return f"was killed by {signal.Signals(-status).name}"
