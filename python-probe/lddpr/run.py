"""One run of one scenario: started, watched, ended, and its record put together."""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from lddpr.launch import STARTERS, Order, Ranks
from lddpr.parent import WarmParent
from lddpr.processes import kill
from lddpr.scenario import Scenario

TAIL_LINES = 20
GRACE_SECONDS = 0.3  # for the news of a killed rank to come after that of its peers
POLL_SECONDS = 0.005


def run_name(scenario: str, number: int) -> str:
    """For people, who count from 1."""
    return f"{scenario}, run {number + 1}"


class RunError(Exception):
    """A run did not give a complete record. ``detail`` is the end of what its processes printed,
    ``stage`` what went on when the time of the suite was over, if that is why."""

    def __init__(self, message: str, detail: str = "", stage: str = "") -> None:
        super().__init__(message)
        self.detail = detail
        self.stage = stage


@dataclass
class Run:
    """One training of one scenario. ``launcher`` is ``warm`` or ``lightning``; ``toggles`` are more
    flags of ``lddpr.main``; ``after`` must have finished before this run starts."""

    scenario_id: str
    number: int
    launcher: str
    scenario: Scenario
    directory: Path
    toggles: list[str] = field(default_factory=list)
    after: Run | None = None
    retries: int = 0
    ranks: Ranks = field(default_factory=Ranks)
    started: float = field(default_factory=monotonic)

    @property
    def name(self) -> str:
        return run_name(self.scenario_id, self.number)

    @property
    def checkpoint(self) -> Path:
        return self.directory / "checkpoint"

    @property
    def output(self) -> Path:
        return self.directory / "output.txt"

    def start(
        self, way: str, parent: WarmParent | None, options: Sequence[str], **more: Any
    ) -> None:
        """Start the ranks, ``warm`` or ``cold``, unless this run has a launcher of its own.

        ``options`` are flags that all runs share, ``more`` the other fields of an Order. Raises
        ParentError.
        """
        self.directory.mkdir(parents=True)
        self.started = monotonic()
        flags = [*self.scenario.flags(), *self.toggles, *options, f"--record_dir={self.directory}"]
        order = Order(self.scenario.num_devices, flags, output=self.output, **more)
        self.ranks = Ranks()
        starter = way if self.launcher == "warm" else self.launcher
        STARTERS[starter](self.ranks, parent, order)

    def has_finished(self) -> bool:
        """Whether every rank has ended. Raises RunError as soon as one has failed."""
        statuses = self.ranks.statuses()
        if any(statuses):
            rank, status = self._first_to_blame()
            raise RunError(f"{self.name}: {self._failure(rank, status)}", self.tail())
        return all(status == 0 for status in statuses)

    def _first_to_blame(self) -> tuple[int, int]:
        """The rank that failed, and how. Peers of one that was killed complain of its absence, and
        may be heard first; one that aborts is itself such a peer."""
        deadline = monotonic() + GRACE_SECONDS
        while True:
            failed = [(rank, status) for rank, status in enumerate(self.ranks.statuses()) if status]
            killed = [each for each in failed if each[1] < 0 and each[1] != -signal.SIGABRT]
            if killed or monotonic() > deadline:
                return (killed or failed)[0]
            sleep(POLL_SECONDS)

    def kill(self) -> None:
        """End every process of the run, workers without a parent too."""
        kill(self.ranks.groups())

    def result(self) -> dict[str, Any]:
        """One entry of the record's ``runs``, and ``facts``: those of each rank.

        ``seconds`` are those since the start. Raises RunError unless every rank left its record.
        """
        seconds = monotonic() - self.started
        ranks = [self._read(rank) for rank in range(self.scenario.num_devices)]
        return {
            "scenario": self.scenario_id,
            "run": self.number,
            "seconds": round(seconds, 3),
            "retries": self.retries,
            "facts": [rank["facts"] for rank in ranks],
            "loading": [{"rank": rank["rank"], **rank["loading"]} for rank in ranks],
            "partition": partition([rank["seen"] for rank in ranks], self.scenario.dataset_size),
            "channels": {
                f"rank{rank['rank']}/{channel}": epochs
                for rank in ranks
                for channel, epochs in rank["channels"].items()
            },
        }

    def _failure(self, rank: int, status: int) -> str:
        """One sentence: the probe's own if it could still say one, else how it ended."""
        message = f"rank {rank} ended with status {status}"
        if status < 0:
            message = f"rank {rank} was killed by {signal.Signals(-status).name}"
            if status != -signal.SIGABRT:
                return message
        for line in reversed(self._lines()):
            _, found, said = line.partition("lddpr.main: error: ")
            message = said if found else message
        problem = self._cannot_write()  # then a rank could not say what is wrong, or only half
        return message if problem is None or problem in message else f"{message} ({problem})"

    def _cannot_write(self) -> str | None:
        attempt = self.directory / "written"
        try:
            attempt.write_bytes(bytes(4096))
            attempt.unlink()
        except OSError as error:
            return error.strerror
        return None

    def _lines(self) -> list[str]:
        try:
            return self.output.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []  # not there yet, or no longer readable

    def tail(self) -> str:
        return "\n".join(self._lines()[-TAIL_LINES:])

    def _read(self, rank: int) -> dict[str, Any]:
        path = self.directory / f"rank{rank}.json"
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RunError(f"{self.name}: rank {rank} left no record", self.tail()) from None
        except OSError as error:
            raise RunError(
                f"{self.name}: the record of rank {rank} cannot be read: {error.strerror}"
            ) from None
        except ValueError as error:
            raise RunError(f"{self.name}: the record of rank {rank} is corrupt: {error}") from None
        if record.get("rank") != rank:
            raise RunError(f"{self.name}: {path.name} holds the record of {record.get('rank')}")
        return dict(record)


def partition(seen: Sequence[Sequence[dict[str, Any]]], dataset_size: int) -> list[dict[str, int]]:
    """How the ranks shared the dataset in each epoch; ``seen[rank][epoch]`` is what it has noted.

    ``drawn`` counts every sample, ``distinct`` the different indices of the dataset among them, and
    ``shared`` the indices that came up on more than one rank.
    """
    facts = []
    for ranks in zip(*seen, strict=True):
        bits = [int.from_bytes(bytes.fromhex(rank["bits"]), "little") for rank in ranks]
        union = reduce(or_, bits)
        facts.append(
            {
                "epoch": ranks[0]["epoch"],
                "drawn": sum(rank["drawn"] for rank in ranks),
                "distinct": (union & ((1 << dataset_size) - 1)).bit_count(),
                "shared": sum(each.bit_count() for each in bits) - union.bit_count(),
            }
        )
    return facts
