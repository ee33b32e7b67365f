"""Tells a run that waits for ever from one that is slow.

CPython before 3.12 can deadlock in a child right after fork (gh-112275), and a DataLoader forks its
workers from a process with threads. Such a run uses next to no processor time (gloo's threads look
round now and then), and none of its processes asks for any; a slow one does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from time import monotonic

from lddpr.processes import members

STALL_SECONDS = 6.0
GPU_STALL_SECONDS = 60.0  # a driver that nothing keeps loaded starts in tens of seconds, asleep
LOOK_SECONDS = 1.0
IDLE_TICKS = 5  # used between two looks: some 5 % of one core
WAITING = {"S", "T", "t"}  # states of a process that neither runs nor reads a disk


def activity(groups: Collection[int]) -> int | None:
    """Processor time of these process groups in ticks, or None if one of them is at work now."""
    found = list(members(groups))
    at_work = not found or any(process.state not in WAITING for process in found)
    return None if at_work else sum(process.ticks for process in found)


@dataclass
class StallWatch:
    """Looks at one run from time to time. Without /proc it never finds a stall."""

    seconds: float = STALL_SECONDS
    ticks: int = 0
    quiet_since: float = field(default_factory=monotonic)
    looked: float = field(default_factory=monotonic)

    def is_stalled(self, groups: Collection[int]) -> bool:
        """Whether these process groups have done nothing for so many ``seconds``."""
        now = monotonic()
        if now - self.looked < LOOK_SECONDS:
            return False
        self.looked = now
        ticks = activity(groups)
        if ticks is None or ticks - self.ticks > IDLE_TICKS:
            self.quiet_since = now
        self.ticks = ticks or self.ticks
        return now - self.quiet_since >= self.seconds
