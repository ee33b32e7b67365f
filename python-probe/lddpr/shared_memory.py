"""Names in shared memory that a process takes away itself, unless it is killed before it can.

glibc makes a semaphore under a name for the moment, torch a block of memory; both take it away a
few microseconds later. On a busy machine one process in ten that is killed is just there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
PASSING = re.compile(r"/dev/shm/(?:sem\.\w{6}|sem\.mp-\w+|torch_\d+_\d+_\d+)")


def passing_names(pids: Collection[int]) -> set[Path]:
    """Those that these processes have open. Without /proc none is known."""
    return {Path(target) for pid in pids for target in _open(pid) if PASSING.fullmatch(target)}


def _open(pid: int) -> Iterator[str]:
    """What a process has open, and what it has mapped; a name that is gone ends otherwise."""
    place = PROC / str(pid)
    with suppress(OSError):  # it is gone, or not ours
        for entry in (place / "fd").iterdir():
            with suppress(OSError):
                yield str(entry.readlink())
        for line in (place / "maps").read_text().splitlines():
            yield line[line.find("/") :]
