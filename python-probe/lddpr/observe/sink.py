"""The lines of one process, and the guard that keeps errors of ours from the training."""

from __future__ import annotations

import functools
import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

ERRORS = 20  # of one process; the first one decides anyway


class Sink:
    """Appends one JSON object a line to ``path``, which only the process that made it writes.

    Each line is flushed: a worker ends without flushing, and a fork would write what waits again.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.owner = os.getpid()
        self.file = path.open("a", buffering=1, encoding="utf-8")
        self.seconds = 0.0  # processor time of ours
        self.depth = 0
        self.errors = 0

    def put(self, kind: str, **fields: Any) -> None:
        if os.getpid() == self.owner:
            self.file.write(json.dumps({"k": kind, **fields}, separators=(",", ":")) + "\n")

    def failed(self, hook: str, error: BaseException) -> None:
        """Note an error of ours. The training goes on, whatever becomes of the note."""
        self.errors += 1
        if self.errors <= ERRORS:
            with suppress(Exception):  # a full disk: the lines that are missing tell of it
                message = str(error)[:300]
                self.put("observer-error", hook=hook, type=type(error).__name__, message=message)


class Guard:
    """Code of ours in a process of the user: it is timed, and no exception leaves it."""

    def __init__(self, sink: Sink, hook: str) -> None:
        self.sink = sink
        self.hook = hook

    def __enter__(self) -> Guard:  # noqa: PYI034 - Self is of Python 3.11
        self.sink.depth += 1
        self.start = time.thread_time()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        self.sink.depth -= 1
        if not self.sink.depth:
            self.sink.seconds += time.thread_time() - self.start
        if not isinstance(error, Exception):
            return False
        self.sink.failed(self.hook, error)
        return True


def guarded(hook: Callable[..., None]) -> Callable[..., None]:
    """A method of what has a ``sink`` (None: nothing is watched), under the guard."""

    @functools.wraps(hook)
    def safe(self: Any, *args: Any, **kwargs: Any) -> None:
        if self.sink is not None:
            with Guard(self.sink, hook.__name__):
                hook(self, *args, **kwargs)

    return safe
