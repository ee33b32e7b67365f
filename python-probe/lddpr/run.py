"""One run of one scenario: started, watched, ended, and its record put together."""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from lddpr.launch import STARTERS, ForkedRanks, Order, WarmParent
from lddpr.processes import kill
from lddpr.scenario import Scenario

TAIL_LINES = 20


class RunError(Exception):
    """A run did not give a complete record. ``detail`` is the end of what its processes printed."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


@dataclass
class Run:
    """One training of one scenario. ``launcher`` is ``warm`` or ``lightning``."""

    scenario_id: str
    number: int
    launcher: str
    scenario: Scenario
    directory: Path
    retries: int = 0
    ranks: ForkedRanks = field(default_factory=ForkedRanks)
    started: float = field(default_factory=monotonic)

    @property
    def name(self) -> str:
        return f"{self.scenario_id}, run {self.number + 1}"

    @property
    def output(self) -> Path:
        return self.directory / "output.txt"

    def start(self, parents: Sequence[WarmParent], options: Sequence[str], port: int) -> None:
        """Start the ranks. ``options`` are flags of ``lddpr.main`` beyond the scenario's."""
        self.directory.mkdir(parents=True)
        self.started = monotonic()
        flags = [*self.scenario.flags(), f"--record_dir={self.directory}", *options]
        order = Order(self.number, self.scenario.num_devices, flags, port, self.output)
        self.ranks = ForkedRanks()
        STARTERS[self.launcher](self.ranks, parents, order)

    def finished(self) -> bool:
        """Whether every rank has ended. Raises RunError as soon as one has failed."""
        statuses = self.ranks.statuses()
        for rank, status in enumerate(statuses):
            if status:
                raise RunError(f"{self.name}: {self._failure(rank, status)}", self._tail())
        return all(status == 0 for status in statuses)

    def kill(self) -> None:
        """End every process of the run, workers without a parent too."""
        kill(self.ranks.groups())

    def result(self) -> dict[str, Any]:
        """What the ranks have measured. Raises RunError unless all of it is there."""
        seconds = monotonic() - self.started
        ranks = [self._read(rank) for rank in range(self.scenario.num_devices)]
        return {
            "scenario": self.scenario_id,
            "run": self.number,
            "seconds": round(seconds, 3),
            "retries": self.retries,
            "facts": ranks[0]["facts"],
            "partition": partition([rank["indices"] for rank in ranks], self.scenario.dataset_size),
            "channels": {
                f"rank{rank['rank']}/{channel}": epochs
                for rank in ranks
                for channel, epochs in rank["channels"].items()
            },
        }

    def _failure(self, rank: int, status: int) -> str:
        """One sentence: the probe's own if it could still say one, else how it ended."""
        for line in self._lines():
            _, found, message = line.partition("lddpr.main: error: ")
            if found:
                return message
        if status < 0:
            return f"rank {rank} was killed by {signal.Signals(-status).name}"
        return f"rank {rank} ended with status {status}"

    def _lines(self) -> list[str]:
        if not self.output.exists():
            return []
        return self.output.read_text(encoding="utf-8", errors="replace").splitlines()

    def _tail(self) -> str:
        return "\n".join(self._lines()[-TAIL_LINES:])

    def _read(self, rank: int) -> dict[str, Any]:
        path = self.directory / f"rank{rank}.json"
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RunError(f"{self.name}: rank {rank} left no record", self._tail()) from None
        except ValueError as error:
            raise RunError(f"{self.name}: the record of rank {rank} is corrupt: {error}") from None
        if record.get("rank") != rank:
            raise RunError(f"{self.name}: {path.name} holds the record of {record.get('rank')}")
        return dict(record)


def partition(indices: list[list[list[int]]], dataset_size: int) -> list[dict[str, int]]:
    """How the ranks shared the dataset in each epoch; ``indices[rank][epoch]`` is in drawn order.

    ``drawn`` counts every sample, ``distinct`` the different indices of the dataset among them, and
    ``shared`` the indices that came up on more than one rank.
    """
    facts = []
    for epoch, orders in enumerate(zip(*indices, strict=True)):
        seen = [set(order) for order in orders]
        everything = set().union(*seen)
        facts.append(
            {
                "epoch": epoch,
                "drawn": sum(len(order) for order in orders),
                "distinct": len(everything & set(range(dataset_size))),
                "shared": sum(len(one) for one in seen) - len(everything),
            }
        )
    return facts
