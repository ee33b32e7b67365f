"""Ends a training by hand at once, whatever its main thread does just then."""

from __future__ import annotations

import signal
from collections.abc import Callable, Collection
from threading import Thread

# What ends a program that somebody has started.
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def listen(end: Callable[[signal.Signals], None]) -> None:
    """Call ``end`` in a thread of its own, as soon as one of ENDING arrives.

    Handlers run in the main thread between two of its instructions. That may be in ``__del__``,
    where an exception is ignored, or not before a collective has come to its end; Lightning's
    begins one. So there are none: this thread waits, and all that start later are deaf.

    Ranks and workers start deaf too. Of an interrupted group nobody dies or complains before its
    rank has heard of it, which it does once it listens, and ends its workers.
    """
    numbers = set(ENDING)
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:  # by nohup
        numbers.remove(signal.SIGHUP)
    signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    Thread(target=_wait, args=(numbers, end), daemon=True, name="lddpr.signals").start()


def _wait(numbers: Collection[signal.Signals], end: Callable[[signal.Signals], None]) -> None:
    while True:
        end(signal.Signals(signal.sigwait(numbers)))
