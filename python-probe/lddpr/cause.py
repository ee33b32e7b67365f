"""What an error comes from, and what to do about it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ANSI = re.compile(r"\x1b\[[0-9;]*m")
SHARED_MEMORY = Path("/dev/shm")
GROUPS, OWN_GROUPS = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")
FULL_BYTES = 1024 * 1024  # what a tensor, or a record, needs at most


@dataclass(frozen=True)
class Cause:
    """What this machine refuses. ``pattern`` finds it in the words of an error."""

    pattern: str
    remedy: str


PROCESSES = Cause(
    r"\[Errno 11\]|Resource temporarily unavailable|start new thread|pthread_create failed",
    "this machine allows no more processes; raise --pids-limit of the container, or ulimit -u",
)
SHORTAGES = (
    Cause(
        r"\[Errno 28\]|No space left on device|\[Errno 122\]|Disk quota exceeded",
        "make room there",
    ),
    Cause(
        r"Bus error|out of shared memory|insufficient shared memory",
        f"{SHARED_MEMORY} is too small; a container takes --shm-size=1g, or --ipc=host",
    ),
    PROCESSES,
    Cause(
        r"\[Errno 2[34]\]|Too many open files|received 0 items of ancdata",
        "this machine allows no more open files; raise ulimit -n",
    ),
    Cause(
        r"\[Errno 12\]|Cannot allocate memory|MemoryError|can't allocate memory|signal: Killed",
        "memory has run out; give the container more, or measure fewer ranks",
    ),
    Cause(
        r"CUDA-capable device\(s\) is/are busy|device\(s\) is/are busy or unavailable",
        "another process has this GPU, which nvidia-smi -c may have made exclusive",
    ),
    Cause(r"CUDA out of memory", "another process has the memory of this GPU"),
    Cause(
        r"no kernel image is available",
        "this build of torch has no code for this GPU; install one that has",
    ),
)
# What the first error of a chain says, where the later ones only follow from it.
TELLING = re.compile("|".join([r"DataLoader worker", *(cause.pattern for cause in SHORTAGES)]))


def one_line(error: BaseException) -> str:
    """What is wrong, in the words of the first error that tells it, and what to do about it."""
    first = next((each for each in reversed([*_chain(error)]) if _tells(each)), error)
    lines = ANSI.sub("", f"{type(first).__name__}: {first}").splitlines()
    # The last line is the one to read of an error that comes from a worker.
    line = f"{lines[0]} {lines[-1]}" if str(first).startswith("Caught ") else lines[0]
    return with_remedy(line, first)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and before it those that it came of."""
    seen: set[int] = set()
    while error and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _tells(error: BaseException) -> bool:
    return isinstance(error, MemoryError) or bool(TELLING.search(str(error)))


def with_remedy(line: str, error: BaseException | None = None) -> str:
    """A sentence on an error with what to do, where this machine refuses something."""
    words = line if error is None else f"{type(error).__name__}: {error}"
    cause = next((each for each in SHORTAGES if re.search(each.pattern, words)), None)
    if cause is None and "exited unexpectedly" in words and processes_were_refused():
        cause = PROCESSES  # a worker says no more than that it is gone
    if cause is None:
        return line
    remedy = cause.remedy
    if cause is SHORTAGES[0] and (place := full_place(error)):
        remedy = f"{place} is full"
        if place == SHARED_MEMORY:
            remedy = SHORTAGES[1].remedy
    return f"{line} ({remedy})"


def processes_were_refused() -> bool:
    """Whether a control group of this process has not let it, or another, start a process."""
    with suppress(OSError, ValueError):
        for group in OWN_GROUPS.read_text().splitlines():
            _, controllers, path = group.split(":", 2)
            if controllers in ("", "pids"):  # of version 2, and of version 1
                events = GROUPS / controllers / path.lstrip("/") / "pids.events"
                with suppress(OSError):
                    return int(events.read_text().split()[1]) > 0
    return False


def full_place(error: BaseException | None = None) -> Path | None:
    """Where there is no room left: where the error says, or one of the usual places."""
    named = getattr(error, "filename", None)
    candidates = [named] if isinstance(named, (str, bytes)) else []
    if "/torch_" in str(error):  # how torch calls what it shares
        return SHARED_MEMORY
    for place in [*candidates, SHARED_MEMORY, tempfile.gettempdir(), Path.cwd()]:
        path = Path(os.fsdecode(place))
        with suppress(OSError):
            room = os.statvfs(path if path.is_dir() else path.parent)
            if room.f_bavail * room.f_frsize < FULL_BYTES:
                return path if path.is_dir() else path.parent
    return None
