"""Warm parents, and the two ways to start the ranks of a run from them."""

from __future__ import annotations

import json
import os
import random
import select
import socket
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from lddpr.processes import kill, wait_until_gone
from lddpr.variables import given_back, parent_environment

PORTS = range(20_000, 32_768)
FORK_SECONDS = 20.0
LAST_WORDS_SECONDS = 1.0


def rendezvous(port: int) -> dict[str, str]:
    return {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}


def free_port(taken: Collection[int]) -> int:
    """A port for a rendezvous, outside the range from which the system serves everybody else.

    Raises ParentError if none is free.
    """
    for port in random.sample(PORTS, len(PORTS)):
        if port in taken:
            continue
        with socket.socket() as attempt, suppress(OSError):
            attempt.bind(("127.0.0.1", port))
            return port
    raise ParentError(f"no port from {PORTS.start} to {PORTS.stop - 1} is free")


class ParentError(Exception):
    """The ranks of a run cannot be started."""


class WarmParent:
    """A process that has imported everything a rank needs, and forks one on request.

    ``framework`` is a distribution; ``output`` a file for what it prints on standard error;
    ``temporary`` the directory that it and its ranks have for temporary files; ``number`` is its
    place among the parents.
    """

    def __init__(self, framework: str, output: Path, temporary: str, number: int = 0) -> None:
        self.output = output
        self.deadline = 0.0
        self.ended: dict[int, int] = {}
        self.generators: dict[str, str] = {}  # fingerprints of what the imports have left
        self.seeded: list[str] = []  # generators that a rank must leave as they are
        self._buffer = b""
        with output.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "lddpr.warm", framework],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                env=parent_environment(os.environ, number) | {"TMPDIR": temporary},
                preexec_fn=os.setpgrp,  # noqa: PLW1509 - no threads here; process_group is of 3.11
            )
        assert self.process.stdin
        assert self.process.stdout
        self._requests, self._answers = self.process.stdin, self.process.stdout

    def ready(self, seconds: float) -> None:
        """Wait until the imports are done. Raises ParentError with what went wrong.

        ``seconds`` are what the whole suite has left: no later answer is waited for longer.
        """
        self.deadline = monotonic() + seconds
        answer = self._answer(seconds)
        if "error" in answer:
            raise ParentError(answer["error"])
        self.generators = answer["generators"]

    def fork(self, flags: Sequence[str], environment: Mapping[str, str], output: Path) -> int:
        """Start one rank. Returns its process id, which is that of its process group too.

        ``flags`` are those of lddpr.main; ``output`` receives all that the rank prints. Raises
        ParentError if there is no answer in time.
        """
        self.request(flags, environment, output)
        while True:
            answer = self._answer(min(FORK_SECONDS, self.deadline - monotonic()))
            if "forked" in answer:
                return int(answer["forked"])
            self._note(answer)

    def request(self, flags: Sequence[str], environment: Mapping[str, str], output: Path) -> None:
        """Ask for one rank and do not wait for it. Raises ParentError if nobody listens."""
        request = {
            "flags": flags,
            "environment": environment,
            "output": str(output),
            "seeded": self.seeded,
        }
        try:
            self._requests.write(json.dumps(request).encode() + b"\n")
            self._requests.flush()
        except BrokenPipeError:
            raise ParentError("a warm parent is gone") from None

    def status(self, pid: int) -> int | None:
        """The exit status of a rank: None while it runs, negative if a signal ended it.

        Raises ParentError if this parent has ended without telling it.
        """
        os.set_blocking(self._answers.fileno(), False)
        try:
            self._buffer += self._answers.read() or b""
        finally:
            os.set_blocking(self._answers.fileno(), True)
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            self._note(json.loads(line))
        if self.process.poll() is not None and pid not in self.ended:
            raise ParentError(f"a warm parent ended with status {self.process.returncode}")
        return self.ended.get(pid)

    def _note(self, answer: dict[str, Any]) -> None:
        self.ended[answer["ended"]] = answer["status"]

    def _answer(self, seconds: float) -> dict[str, Any]:
        deadline = monotonic() + seconds
        while b"\n" not in self._buffer:
            readable, _, _ = select.select([self._answers], [], [], max(0, deadline - monotonic()))
            if not readable:
                raise ParentError("a warm parent does not answer")
            chunk = os.read(self._answers.fileno(), 65536)
            if not chunk:
                raise ParentError(f"a warm parent ended with status {self.process.wait()}")
            self._buffer += chunk
        line, self._buffer = self._buffer.split(b"\n", 1)
        return dict(json.loads(line))

    def stop(self) -> None:
        """End it, and a rank that it has forked after nobody waited for it any more."""
        kill([self.process.pid])
        self.process.wait()
        unheard = []
        with suppress(ParentError):  # at the end of what it has said
            while True:
                unheard.append(self._answer(LAST_WORDS_SECONDS).get("forked", 0))
        ranks = [pid for pid in unheard if pid]
        kill(ranks)
        wait_until_gone(ranks)


@dataclass(frozen=True)
class Order:
    """What a run asks of those who start its ranks."""

    number: int  # of this run among the repeats of its scenario
    world_size: int
    flags: Sequence[str]  # of lddpr.main
    port: int
    output: Path


@dataclass
class ForkedRanks:
    """Processes that warm parents have forked; each leads a process group of its own."""

    children: list[tuple[WarmParent, int]] = field(default_factory=list)

    def fork(self, parent: WarmParent, order: Order, environment: dict[str, str]) -> None:
        everything = given_back(os.environ) | rendezvous(order.port) | environment
        self.children.append((parent, parent.fork(order.flags, everything, order.output)))

    def statuses(self) -> Sequence[int | None]:
        """Exit status of each process: None while it runs, negative if a signal ended it."""
        return [parent.status(pid) for parent, pid in self.children]

    def groups(self) -> Sequence[int]:
        """The process groups that may still have members."""
        return [pid for _, pid in self.children]


def start_warm(ranks: ForkedRanks, parents: Sequence[WarmParent], order: Order) -> None:
    """Every rank is forked, with the environment that Lightning's launcher would give it.

    Rank r of run n comes from parent n + r: neither the ranks of a run nor the repeats of a rank
    share the hash seed and the memory layout of one parent.
    """
    for rank in range(order.world_size):
        parent = parents[(order.number + rank) % len(parents)]
        environment = {
            "NODE_RANK": "0",
            "LOCAL_RANK": str(rank),
            "WORLD_SIZE": str(order.world_size),
        }
        ranks.fork(parent, order, environment)


def start_with_lightning(ranks: ForkedRanks, parents: Sequence[WarmParent], order: Order) -> None:
    """Rank 0 is forked as what a user starts; Lightning's launcher starts the others."""
    ranks.fork(parents[order.number % len(parents)], order, {})


STARTERS = {"warm": start_warm, "lightning": start_with_lightning}
