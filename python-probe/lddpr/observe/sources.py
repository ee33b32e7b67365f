"""What no seed decides, and whose code a frame is."""

from __future__ import annotations

import os
import types
from functools import cache
from typing import Any

from lddpr.observe.own import is_users

CLOCK, ENTROPY, DIRECTORY = "clock", "entropy", "order of a directory"
PROCESS, HASH = "number of the process", "hash that PYTHONHASHSEED decides"

BY_KIND = {
    CLOCK: (
        *("time.time", "time.time_ns", "time.monotonic", "time.monotonic_ns", "time.ctime"),
        *("time.perf_counter", "time.perf_counter_ns", "time.process_time", "time.thread_time"),
        *("time.process_time_ns", "time.thread_time_ns", "time.clock_gettime", "time.strftime"),
        *("time.clock_gettime_ns", "time.localtime", "time.gmtime"),
        *("datetime.now", "datetime.utcnow", "date.today"),
    ),
    ENTROPY: (
        *("posix.urandom", "posix.getrandom", "nt.urandom", "_ssl.RAND_bytes"),
        *("_uuid.generate_time_safe", "Generator.seed"),
    ),
    DIRECTORY: ("posix.listdir", "posix.scandir", "nt.listdir", "nt.scandir"),
    PROCESS: ("posix.getpid", "nt.getpid"),
    HASH: ("builtins.hash",),
}
# Functions in C, by module or class; and how users write these.
IN_C = {name: kind for kind, names in BY_KIND.items() for name in names}
WRITTEN = {"posix": "os", "nt": "os", "_uuid": "uuid", "_ssl": "ssl"}
METHODS = frozenset(name.partition(".")[2] for name in IN_C)

# What asks for the time on its own behalf: a line in a log is no source.
OWN_AFFAIRS = frozenset(
    {"logging", "warnings", "tqdm", "rich", "threading", "queue", "subprocess", "multiprocessing"}
    | {"concurrent", "asyncio", "selectors", "linecache", "traceback", "cProfile", "profile"}
)
FRAMEWORKS = frozenset({"torch", "lightning", "pytorch_lightning", "lightning_fabric", "lddpr"})
# Files of theirs that call a team's code, which may be installed as well.
PYTHONS = f"{os.path.dirname(os.__file__)}/"  # noqa: PTH120
CALLERS = ("data/_utils/fetch.py", "trainer/call.py", "strategies/strategy.py")
# Files of theirs that only hand on.
BETWEEN = ("nn/modules/module.py", "autograd/grad_mode.py", "utils/_contextlib.py")


def asked(function: Any) -> tuple[str, str] | None:
    """What a call of this function in C asks for, and its name as a user writes it."""
    name = function.__name__
    if name not in METHODS:
        return None
    owner = getattr(function, "__self__", None)
    if owner is None or isinstance(owner, types.ModuleType):
        places = [function.__module__]
    else:
        places = [
            each.__name__ for each in (owner if isinstance(owner, type) else type(owner)).__mro__
        ]
    for place in places:
        kind = IN_C.get(f"{place}.{name}")
        if kind:
            return kind, f"{WRITTEN.get(place, place)}.{name}"
    return None


@cache
def package_of(file: str) -> str:
    """The installed package or module of Python that a file belongs to; else empty."""
    for directory in ("/site-packages/", "/dist-packages/"):
        if directory in file:
            return file.rpartition(directory)[2].partition("/")[0].removesuffix(".py")
    if "/lddpr/observe/" in file:
        return "lddpr"
    if file.startswith("<frozen "):
        return file[len("<frozen ") : -1]
    if is_users(file) or file.startswith("<"):
        return ""
    return file.removeprefix(PYTHONS).partition("/")[0].removesuffix(".py")
