"""How DataLoader workers start where they are not forks of their rank: Python 3.14's default.

A worker by forkserver or spawn begins as a new interpreter and imports torch and Lightning: two
seconds of processor time, for each worker of each epoch. Both ways here keep what such a worker is,
a process that inherits nothing from the training, and import once for all of them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import forkserver, resource_tracker, util
from pathlib import Path

from lddpr.framework import ROOTS

FORKSERVER = "forkserver"


def start_method() -> str:
    """``fork``, ``forkserver`` or ``spawn``. Python's own question would also decide it."""
    chosen = multiprocessing.get_start_method(allow_none=True)
    return chosen or multiprocessing.get_all_start_methods()[0]


def track() -> None:
    """Start what looks after the semaphores of such workers. Before Python 3.14 it unblocks SIGINT
    and SIGTERM in the process that starts it."""
    if start_method() != "fork":
        resource_tracker.ensure_running()


def preload(framework: str) -> None:
    """Have the server that forks workers import what every worker imports."""
    if start_method() == FORKSERVER:
        imported = ["lddpr.server", "numpy", "torch", ROOTS[framework], "lddpr.module"]
        multiprocessing.set_forkserver_preload(imported)


def fork_server() -> None:
    """Fork that server from this process, which has imported everything and done nothing yet.

    It serves ``spawn`` too, where each worker would import for itself.
    """
    resource_tracker.ensure_running()  # a new interpreter, as it imports next to nothing
    start = util.spawnv_passfds
    util.spawnv_passfds = _fork_instead  # type: ignore[assignment]
    try:
        forkserver.ensure_running()
    finally:
        util.spawnv_passfds = start
    multiprocessing.set_start_method(FORKSERVER, force=True)


def end() -> None:
    """End the workers of this process, and the server, which may have been asked for one more: that
    would wait for its rank for ever, as the server has another parent."""
    for worker in multiprocessing.active_children():
        worker.kill()
    server = getattr(forkserver._forkserver, "_forkserver_pid", None)
    if server is not None:
        with suppress(ProcessLookupError):
            os.kill(server, signal.SIGKILL)


def _fork_instead(_: bytes, command: Sequence[str], kept: Sequence[int]) -> int:
    """Run what a new interpreter would be given with ``-c`` in a fork of this one."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        for number in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
            if number > 2 and number not in kept:
                with suppress(OSError):
                    os.close(number)
        # That of a process which has no server yet, and holds no lock.
        forkserver._forkserver.__init__()  # type: ignore[misc]
        exec(command[command.index("-c") + 1], {"__name__": "__main__"})  # noqa: S102 - Python's own
        status = 0
    except SystemExit:
        status = 0
    except BaseException:  # noqa: BLE001 - nothing of it may reach the rank's code
        traceback.print_exc()
    finally:
        os._exit(status)
