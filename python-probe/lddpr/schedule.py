"""The runs of a plan: how many go on at a time, and which of them starts next."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lddpr.run import Run
from lddpr.scenario import Scenario
from lddpr.stall import GPU_STALL_SECONDS, STALL_SECONDS

TOGGLES = (
    "num_sanity_val_steps",
    "validate",
    "max_steps",
    "model",
    "precision",
    "trainer",
    "in_order",
    "draws",
)

IMPORT_SECONDS, RANK_SECONDS = 1.75, 0.25  # of processor time, see docs/evidence/performance.md
MEMORY, UNKNOWN_MEMORY = Path("/proc/meminfo"), 4 << 30
COLD_BYTES = 350 << 20  # of a rank that shares nothing with another
WAITING_SHARE = 2  # so that cores are busy while some ranks wait
FAIR_SHARES, LEAST_SECONDS = 4, 60.0  # of the time that the suite has; on a machine that is busy


@dataclass(frozen=True)
class Machine:
    cores: int
    memory: int  # bytes that new processes can have

    @classmethod
    def look(cls) -> Machine:
        memory = UNKNOWN_MEMORY
        with suppress(OSError):
            for line in MEMORY.read_text().splitlines():
                if line.startswith("MemAvailable:"):
                    memory = int(line.split()[1]) << 10
        return cls(os.cpu_count() or 1, memory)


def plan_runs(scenarios: Sequence[dict[str, Any]], out: Path) -> list[Run]:
    """The runs of a plan, in its order. ``scenarios`` are those of the plan file.

    A run that resumes a scenario comes after that scenario's run with the same number.
    """
    runs: dict[tuple[str, int], Run] = {}
    for entry in scenarios:
        for number in range(entry["runs"]):
            name = entry["id"]
            run = Run(
                name,
                number,
                entry["launcher"],
                Scenario(**entry["parameters"]),
                out / f"{name}-{number}",
                [f"--{name}={entry[name] or 0}" for name in TOGGLES],
            )
            if entry["resumes"] is not None:
                run.after = runs[entry["resumes"], number]
                run.toggles.append(f"--resume_from={run.after.checkpoint}")
                run.after.toggles.append(f"--checkpoint_dir={run.after.checkpoint}")
            runs[name, number] = run
    return list(runs.values())


def starting_order(runs: Sequence[Run]) -> list[Run]:
    """A run through Lightning's launcher takes longest: it starts first, beside the others."""
    return sorted(runs, key=lambda run: run.launcher != "lightning")


@dataclass(frozen=True)
class Pace:
    """How many runs go on at a time, and how long one may take."""

    jobs: int
    together: bool  # whether runs through a launcher count as one of them
    seconds: float
    stall: float = STALL_SECONDS  # for how long a run may do nothing

    def is_late(self, run: Run, now: float) -> bool:
        """Whether a run has taken longer than it may; ``now`` is of ``monotonic``.

        The imports of one through a launcher take as long as a busy machine makes them, so it may
        take what the suite has.
        """
        return run.launcher == "warm" and now - run.started > self.seconds


def pace(plan: Mapping[str, Any], runs: Sequence[Run], way: str, machine: Machine) -> Pace:
    """``plan`` is what lddpr.suite gets, with ``accelerator`` decided.

    ``way`` is ``warm``, ``slow`` where workers start slowly, or ``cold``.
    """
    timeout, jobs = plan["timeout"], plan["jobs"]
    if plan["accelerator"] == "gpu":
        jobs = 1  # two would share the GPUs
    elif way == "cold":
        ranks = max(run.scenario.num_devices for run in runs)
        by_cores = WAITING_SHARE * machine.cores // ranks
        by_memory = machine.memory // (ranks * COLD_BYTES)
        jobs = max(1, min(jobs, by_cores, by_memory))
    fair = FAIR_SHARES * timeout * jobs / len(runs)
    fast = way == "warm" and plan["accelerator"] == "cpu"
    seconds = max(LEAST_SECONDS, fair) if fast else timeout
    gpu = plan["accelerator"] == "gpu"
    stall = GPU_STALL_SECONDS if gpu else STALL_SECONDS
    return Pace(jobs, way == "cold" or gpu, min(timeout, seconds), stall)


def slowdown(runs: Sequence[Run]) -> float:
    """How many times as long a suite takes if every rank starts cold, by processor time.

    Otherwise two parents import, and two ranks that a launcher starts.
    """
    ranks = sum(run.scenario.num_devices for run in runs)
    cold = ranks * (IMPORT_SECONDS + RANK_SECONDS)
    return max(1.0, cold / (4 * IMPORT_SECONDS + ranks * RANK_SECONDS))


def next_run(
    waiting: Sequence[Run], active: Sequence[Run], finished: Collection[str], pace: Pace
) -> Run | None:
    """The first of the ``waiting`` that may start now. ``finished`` has names of runs."""

    def may_start(run: Run) -> bool:
        beside = [each for each in active if pace.together or each.launcher == run.launcher]
        return len(beside) < pace.jobs and (run.after is None or run.after.name in finished)

    return next(filter(may_start, waiting), None)
