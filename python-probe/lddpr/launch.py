"""Starts one scenario in processes of its own, through Lightning's launcher, and reads what it left."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from lddpr.scenario import Scenario

# prefix of a variable -> why a run must not inherit it
SCRUBBED = {
    "PL_": "seeds and switches that another Lightning run has left",
    "SLURM_": "Lightning would take the launcher of the job that the check runs in",
    "TORCHELASTIC_": "the same, torchrun",
    "GROUP_RANK": "the same, torchrun",
    "LSB_": "the same, LSF",
    "OMPI_": "the same, Open MPI",
    "PMI_": "the same, other MPIs",
    "LOCAL_RANK": "the run would believe that it is a rank of another one",
    "NODE_RANK": "the same",
    "RANK": "the same",
    "WORLD_SIZE": "the same",
    "LOCAL_WORLD_SIZE": "the same",
    "MASTER_": "its rendezvous would be another run's",
    "LDDPR_": "a directory of another run",
}

# variable -> (value where it is not set, why)
DEFAULTS = {
    "OMP_NUM_THREADS": ("1", "sums depend on the number of threads, which depends on the machine"),
}

TAIL_LINES = 20


class RunError(Exception):
    """A run did not give a complete record. ``detail`` is the end of what its processes printed."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


def run_environment(inherited: Mapping[str, str], port: int) -> dict[str, str]:
    """The environment of a run: the user's, without what would make it part of something else."""
    kept = {k: v for k, v in inherited.items() if not k.startswith(tuple(SCRUBBED))}
    defaults = {name: value for name, (value, _) in DEFAULTS.items()}
    return {**defaults, **kept, "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}


def free_ports(count: int) -> list[int]:
    """Ports that are free now and differ from each other."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]


@dataclass
class Run:
    """One training of one scenario, in a process group of its own."""

    scenario_id: str
    number: int
    scenario: Scenario
    directory: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = field(default_factory=monotonic)

    @property
    def name(self) -> str:
        return f"{self.scenario_id}, run {self.number + 1}"

    def start(self, framework: str, accelerator: str, port: int) -> None:
        """Start rank 0, which starts the others. Output goes to a file: a pipe could be held open
        for ever by a process that outlives its parent."""
        self.directory.mkdir(parents=True)
        self.started = monotonic()
        command = [sys.executable, "-m", "lddpr.main", *self.scenario.flags()]
        command += [f"--record_dir={self.directory}"]
        command += [f"--framework={framework}", f"--accelerator={accelerator}"]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=run_environment(os.environ, port),
                preexec_fn=os.setpgrp,
            )

    @property
    def output(self) -> Path:
        return self.directory / "output.txt"

    def finished(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def kill(self) -> None:
        """End every process of the group, those whose parent is gone too."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()

    def result(self) -> dict[str, Any]:
        """What the ranks have measured. Raises RunError unless all of it is there."""
        assert self.process is not None
        seconds = monotonic() - self.started
        status = self.process.returncode
        self.kill()
        if status != 0:
            raise RunError(f"{self.name}: {self._failure(status)}", self._tail())
        ranks = [self._read(rank) for rank in range(self.scenario.num_devices)]
        return {
            "scenario": self.scenario_id,
            "run": self.number,
            "seconds": round(seconds, 3),
            "facts": ranks[0]["facts"],
            "partition": partition([rank["indices"] for rank in ranks], self.scenario.dataset_size),
            "channels": {
                f"rank{rank['rank']}/{channel}": epochs
                for rank in ranks
                for channel, epochs in rank["channels"].items()
            },
        }

    def _failure(self, status: int) -> str:
        """One sentence: the probe's own if it could still say one, else how it ended."""
        for line in self._tail().splitlines():
            _, found, message = line.partition("lddpr.main: error: ")
            if found:
                return message
        if status < 0:
            return f"rank 0 was killed by {signal.Signals(-status).name}"
        return f"rank 0 ended with status {status}"

    def _tail(self) -> str:
        text = self.output.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-TAIL_LINES:])

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
    for epoch, orders in enumerate(zip(*indices)):
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
