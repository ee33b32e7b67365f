"""Process groups: what is in them, and how they are ended."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from lddpr.shared_memory import passing_names

PROC = Path("/proc")
DEAD, HALTED = {"Z", "X"}, "T"
GONE_SECONDS = 5.0
# Removes the semaphores of those that it serves when all of them are gone: so it goes last.
TRACKER = b"multiprocessing.resource_tracker"
TRACKER_SECONDS = 1.0
HALT_SECONDS = 1.0


@dataclass(frozen=True)
class Process:
    """One process as /proc has it; ``ticks`` is its processor time in clock ticks."""

    pid: int
    state: str
    group: int
    ticks: int


def members(groups: Collection[int]) -> Iterator[Process]:
    """The processes of these groups that are alive. None where there is no /proc."""
    for entry in PROC.iterdir() if groups and PROC.is_dir() else ():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
        except OSError:
            continue  # it ended meanwhile
        state, _, group, *rest = stat[stat.rindex(")") + 2 :].split()
        if int(group) in groups and state not in DEAD:
            # utime and stime, the 14th and 15th of all fields
            yield Process(int(entry.name), state, int(group), int(rest[8]) + int(rest[9]))


def kill(groups: Collection[int]) -> None:
    """End every process of these groups, those whose parent is gone too."""
    inhabited = [group for group in groups if _send(os.killpg, group, 0)]
    passing = passing_names(_halted(inhabited))
    deadline = monotonic() + TRACKER_SECONDS
    while monotonic() < deadline and any(map(_is_tracker, left := list(members(inhabited)))):
        # The leaders last: when only they have a parent elsewhere, the system sends SIGHUP to what
        # they leave if somebody there is halted, and the tracker would end before its work.
        for process in sorted(left, key=lambda each: each.pid == each.group):
            if not _is_tracker(process):
                _send(os.kill, process.pid, signal.SIGKILL)
        sleep(0.005)
    for group in inhabited:
        _send(os.killpg, group, signal.SIGKILL)
    for name in passing:
        name.unlink(missing_ok=True)


def _halted(groups: Collection[int]) -> list[int]:
    """The processes of these groups, which go no further: what they have open stays as it is.

    One that forks just before it halts leaves a child that runs on. So we look again, until two
    looks in a row find the same processes, all of them halted.
    """
    found: list[int] = []
    deadline = monotonic() + HALT_SECONDS
    while monotonic() < deadline:
        seen = [process for process in members(groups) if not _is_tracker(process)]
        before, found = found, [process.pid for process in seen]
        running = [process.pid for process in seen if process.state != HALTED]
        if not running and found == before:
            break
        for pid in running:
            _send(os.kill, pid, signal.SIGSTOP)
        sleep(0.001)
    return found


def _send(how: Callable[[int, int], None], whom: int, number: int) -> bool:
    """Whether there was somebody."""
    with suppress(ProcessLookupError):
        how(whom, number)
        return True
    return False


def _is_tracker(process: Process) -> bool:
    with suppress(OSError):
        return TRACKER in (PROC / str(process.pid) / "cmdline").read_bytes()
    return False


def wait_until_gone(groups: Collection[int]) -> None:
    """Wait, GONE_SECONDS at most, until killed processes have given back memory and ports."""
    deadline = monotonic() + GONE_SECONDS
    while monotonic() < deadline and any(members(groups)):
        sleep(0.005)
