"""What ends a program by hand, heard without harm whatever its main thread does just then.

A handler runs in the main thread between two of its instructions. An exception that it raises may
be ignored there, as in ``__del__``, or leave a lock that nobody gives back, as between two lines of
``Popen.poll``. So no handler raises: a training ends from a thread of its own, at once; a suite
notes the signal, and heeds it where nothing is half done.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Collection
from threading import Thread

# What ends a program that somebody has started.
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

noted: list[signal.Signals] = []  # of this process, since the last ``note``


class InterruptionError(Exception):
    """Somebody has asked for the end."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(f"the probe was stopped by {number.name}")


def note() -> None:
    """From now on ENDING are noted, and do nothing else."""
    noted.clear()
    for number in heard():
        signal.signal(number, lambda number, _: noted.append(signal.Signals(number)))


def heed() -> None:
    """Raise InterruptionError if a signal was noted."""
    if noted:
        raise InterruptionError(noted[0])


def heard() -> set[signal.Signals]:
    """ENDING, without the one that nohup asks to ignore."""
    deaf = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    return set(ENDING) - ({signal.SIGHUP} if deaf else set())


def listen(end: Callable[[signal.Signals], None]) -> None:
    """Call ``end`` in a thread of its own, as soon as one of ENDING arrives.

    A training cannot wait for its main thread, which may be in a collective that never comes to its
    end; Lightning's own handlers begin one. This thread waits, and all that start later are deaf.

    Ranks and workers start deaf too. Of an interrupted group nobody dies or complains before its
    rank has heard of it, which it does once it listens, and ends its workers.
    """
    numbers = heard()
    signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    Thread(target=_wait, args=(numbers, end), daemon=True, name="lddpr.signals").start()


def _wait(numbers: Collection[signal.Signals], end: Callable[[signal.Signals], None]) -> None:
    while True:
        end(signal.Signals(signal.sigwait(numbers)))
