"""Waits for rank 0, so that no other rank asks it too early."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

SOCKETS = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
LISTENS = "0A"
SECONDS, POLL_SECONDS = 5.0, 0.002


def await_store(environment: Mapping[str, str]) -> None:
    """Wait until rank 0 serves torch's store, ``SECONDS`` at most.

    A rank that is turned away tries again only after half a second or more. Lightning's launcher
    starts the others seconds after rank 0, so nobody sees that there.
    """
    port, rank = environment.get("MASTER_PORT", ""), environment.get("LOCAL_RANK", "0")
    if environment.get("MASTER_ADDR") != "127.0.0.1" or not port.isdigit() or rank == "0":
        return
    deadline = monotonic() + SECONDS
    while not is_served(int(port)) and monotonic() < deadline:
        sleep(POLL_SECONDS)


def is_served(port: int) -> bool:
    """Whether something listens at that port of this machine; true where nobody can tell."""
    end = f":{port:04X}"
    known = False
    for file in SOCKETS:
        with suppress(OSError):
            for line in file.read_text().splitlines()[1:]:
                _, local, _, state, *_ = line.split()
                if state == LISTENS and local.endswith(end):
                    return True
            known = True
    return not known
