"""The three ways to start the ranks of a run: forks, new processes, Lightning's launcher."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lddpr.variables import given_back

if TYPE_CHECKING:
    from lddpr.parent import WarmParent

PORTS = range(20_000, 32_768)


def rendezvous(port: int) -> dict[str, str]:
    return {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}


def free_port(taken: Collection[int]) -> int:
    """A port for a rendezvous, outside the range from which the system serves everybody else.

    Raises LaunchError if none is free.
    """
    first = random.randrange(len(PORTS))
    for offset in range(len(PORTS)):
        port = PORTS[(first + offset) % len(PORTS)]
        if port in taken:
            continue
        with socket.socket() as attempt, suppress(OSError):
            attempt.bind(("127.0.0.1", port))
            return port
    raise LaunchError(f"no port from {PORTS.start} to {PORTS.stop - 1} is free")


class LaunchError(Exception):
    """The ranks of a run cannot be started."""


@dataclass(frozen=True)
class Order:
    """What a run asks of those who start its ranks."""

    world_size: int
    flags: Sequence[str]  # of lddpr.main
    port: int
    output: Path
    environment: Mapping[str, str]  # of a new process


class Rank(Protocol):
    """A process that leads a process group of its own."""

    @property
    def pid(self) -> int: ...

    def status(self) -> int | None:
        """How it ended: None while it runs, negative if a signal ended it."""


@dataclass(frozen=True)
class ForkedRank:
    """A fork of a warm parent."""

    parent: WarmParent
    pid: int

    def status(self) -> int | None:
        return self.parent.status(self.pid)


class FreshRank:
    """A new interpreter, as a user starts it; ``more`` is what its environment has besides."""

    def __init__(self, order: Order, more: Mapping[str, str]) -> None:
        with order.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "lddpr.main", *order.flags],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**order.environment, **more},
                preexec_fn=os.setpgrp,  # noqa: PLW1509 - no threads here; process_group is of 3.11
            )
        self.pid = self.process.pid

    def status(self) -> int | None:
        return self.process.poll()


@dataclass
class Ranks:
    """The processes of a run that the supervisor knows."""

    started: list[Rank] = field(default_factory=list)

    def fork(self, parent: WarmParent, order: Order, environment: dict[str, str]) -> None:
        everything = given_back(os.environ) | rendezvous(order.port) | environment
        pid = parent.fork(order.flags, everything, order.output)
        self.started.append(ForkedRank(parent, pid))

    def begin(self, order: Order, environment: dict[str, str]) -> None:
        self.started.append(FreshRank(order, rendezvous(order.port) | environment))

    def statuses(self) -> Sequence[int | None]:
        """Exit status of each process: None while it runs, negative if a signal ended it."""
        return [rank.status() for rank in self.started]

    def groups(self) -> Sequence[int]:
        """The process groups that may still have members."""
        return [rank.pid for rank in self.started]


def rank_environment(rank: int, order: Order) -> dict[str, str]:
    """What Lightning's launcher gives a rank that it starts."""
    return {"NODE_RANK": "0", "LOCAL_RANK": str(rank), "WORLD_SIZE": str(order.world_size)}


def start_warm(ranks: Ranks, parent: WarmParent | None, order: Order) -> None:
    """Every rank is a fork. Raises ParentError."""
    assert parent
    for rank in range(order.world_size):
        ranks.fork(parent, order, rank_environment(rank, order))


def start_cold(ranks: Ranks, _: WarmParent | None, order: Order) -> None:
    """Every rank is a new process."""
    for rank in range(order.world_size):
        ranks.begin(order, rank_environment(rank, order))


def start_with_lightning(ranks: Ranks, _: WarmParent | None, order: Order) -> None:
    """Rank 0 is what a user starts, a new process; Lightning's launcher starts the others."""
    ranks.begin(order, {})


STARTERS = {"warm": start_warm, "cold": start_cold, "lightning": start_with_lightning}
