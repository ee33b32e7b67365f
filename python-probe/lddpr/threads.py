"""The threads that a process has besides the first, and which of them a fork survives."""

from __future__ import annotations

import os
import re
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

POLL_SECONDS = 0.005
ENDING_SECONDS = 0.3  # for a thread of an import that is about to end
TASKS = Path("/proc/self/task")


@dataclass(frozen=True)
class Kind:
    """Threads whose names ``pattern`` matches, as the system has them: 15 characters at most.

    ``whose`` they are is for people. A child of a fork has none of them, and whatever lock one of
    them held is held there for ever, unless the library ``survives`` that.
    """

    pattern: str
    whose: str
    survives: bool
    reason: str


KINDS = (
    Kind(
        r"jemalloc_bg_thd",
        "of jemalloc",
        True,
        "takes all of its locks before a fork; in the child the thread is off "
        "(background_thread_postfork_child), and the threads that free memory do its work",
    ),
    Kind(r"iou-(wrk|sqp)-.*", "of io_uring", False, "the child shares its queues with the parent"),
    Kind(
        r"grpc_.*|(default|resolver)-exec.*|event_engine",
        "of gRPC",
        False,
        "forks only where GRPC_ENABLE_FORK_SUPPORT is set and nothing is under way",
    ),
    Kind(r"cuda.*", "of CUDA", False, "a context does not survive a fork"),
    Kind(r"pt_.*", "of torch", False, "autograd and NCCL wait for threads that are gone"),
    Kind(r"tf_.*", "of TensorFlow", False, "its pools hold locks and do not start again"),
    Kind(r"tokio-.*", "of Rust's tokio", False, "its runtime does not start again"),
    Kind(r"ZMQbg/.*", "of ZeroMQ", False, "the child shares its sockets with the parent"),
    # OpenBLAS, OpenMP, TBB and numba name none of theirs: they have the name of the program. Those
    # of OpenBLAS are switched off (variables.json), the others start at the first computation.
)


def kind_of(name: str) -> Kind | None:
    return next((kind for kind in KINDS if re.fullmatch(kind.pattern, name)), None)


def threads() -> list[str]:
    """The threads of this process besides the first, by name: of Python's own, else of the system.

    The operating system counts them, where it can be asked. Those that a fork survives are left
    out.
    """
    names = {each.native_id: each.name for each in threading.enumerate()}
    if not TASKS.is_dir():
        return [name for thread, name in names.items() if thread != threading.get_native_id()]
    found = []
    for task in TASKS.iterdir():
        with suppress(OSError):  # it has ended
            if int(task.name) == os.getpid():
                continue
            if int(task.name) in names:
                found.append(names[int(task.name)])
                continue
            name = (task / "comm").read_text().strip()
            kind = kind_of(name)
            if kind is None or not kind.survives:
                found.append(f"{name}, {kind.whose if kind else 'not of Python'}")
    return sorted(found)


def lasting_threads() -> list[str]:
    deadline = monotonic() + ENDING_SECONDS
    while (found := threads()) and monotonic() < deadline:
        sleep(POLL_SECONDS)
    return found
