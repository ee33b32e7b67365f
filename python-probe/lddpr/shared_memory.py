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
PLACE = Path("/dev/shm")
PASSING = re.compile(r"sem\.\w{6}|sem\.mp-\w+|torch_\d+_\d+_\d+")


def passing_names(pids: Collection[int]) -> set[Path]:
    """Those of what these processes have open. Without /proc none is known.

    glibc opens a semaphore under one name and then gives it the one that it keeps, so a name is
    found by its inode.
    """
    inodes = {inode for pid in pids for inode in _open(pid)}
    found = PLACE.iterdir() if inodes and PLACE.is_dir() else ()
    return {path for path in found if PASSING.fullmatch(path.name) and _inode(path) in inodes}


def _open(pid: int) -> Iterator[int]:
    """Inodes of what a process has open there, and of what it has mapped."""
    place = PROC / str(pid)
    with suppress(OSError):  # it is gone, or not ours
        for entry in (place / "fd").iterdir():
            with suppress(OSError):
                if str(entry.readlink()).startswith(f"{PLACE}/"):
                    yield entry.stat().st_ino
        for line in (place / "maps").read_text().splitlines():
            if f" {PLACE}/" in line:
                yield int(line.split()[4])


def _inode(path: Path) -> int | None:
    with suppress(OSError):
        return path.stat().st_ino
    return None
