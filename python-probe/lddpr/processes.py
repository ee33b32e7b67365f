"""Process groups: what is in them, and how they are ended."""

from __future__ import annotations

import os
import signal
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

PROC = Path("/proc")
DEAD = {"Z", "X"}
GONE_SECONDS = 5.0


@dataclass(frozen=True)
class Process:
    """One process as /proc has it; ``ticks`` is the processor time that it has used."""

    pid: int
    state: str
    group: int
    ticks: int


def members(groups: Collection[int]) -> Iterator[Process]:
    """The processes of these groups that are alive. None where there is no /proc."""
    for entry in PROC.iterdir() if PROC.is_dir() else ():
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
    for group in groups:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def wait_until_gone(groups: Collection[int]) -> None:
    """A process that was killed takes a moment to give back its memory and its ports."""
    deadline = monotonic() + GONE_SECONDS
    while monotonic() < deadline and any(members(groups)):
        sleep(0.005)
