"""Ends a training by hand at once, whatever its main thread does just then."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from threading import Thread
from typing import Any

# What ends a program that somebody has started.
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# What Python answers with a traceback. The others end a process in silence, and must.
LOUD = (signal.SIGINT,)


def listen(end: Callable[[signal.Signals], None]) -> None:
    """Call ``end`` in a thread of its own, as soon as one of ENDING arrives.

    Python's own handlers run in the main thread between two of its instructions. That may be in
    ``__del__``, where an exception is ignored, or not before a collective has come to its end.

    Only that thread hears SIGINT. Ranks and workers start with it blocked, so that those of an
    interrupted group show no traceback: a rank hears it once it listens, and ends its workers.
    """
    heard, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    for number in ENDING:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup
            signal.signal(number, _ignore)
    os.register_at_fork(after_in_child=_forget)
    Thread(target=_wait, args=(heard, end), daemon=True, name="lddpr.signals").start()
    signal.pthread_sigmask(signal.SIG_BLOCK, LOUD)


def _ignore(number: int, frame: Any) -> None:
    """The thread hears it. A handler that is there also keeps Lightning from setting its own."""


def _forget() -> None:
    """A worker is ended by its rank, and must not speak for it."""
    signal.set_wakeup_fd(-1)
    for number in ENDING:
        if signal.getsignal(number) is _ignore:
            standard = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
            signal.signal(number, standard)


def _wait(heard: int, end: Callable[[signal.Signals], None]) -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, LOUD)
    while True:
        (number,) = os.read(heard, 1)
        if number in ENDING:
            end(signal.Signals(number))
