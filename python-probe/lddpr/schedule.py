"""Which runs a plan has, how many go on at a time, and which of them starts next. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from lddpr.run import Run
from lddpr.scenario import Scenario

TOGGLES = ("num_sanity_val_steps", "validate", "max_steps", "model", "precision")


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


def job_count(wanted: int, accelerator: str, has_gpu: bool) -> int:
    """How many runs go on at a time: one after the other where they might share a GPU."""
    return 1 if has_gpu and accelerator != "cpu" else wanted


def starting_order(runs: Sequence[Run]) -> list[Run]:
    """A run through Lightning's launcher takes longest: it starts first, beside the others."""
    return sorted(runs, key=lambda run: run.launcher != "lightning")


def next_run(
    waiting: Sequence[Run], active: Sequence[Run], finished: Collection[str], jobs: int
) -> Run | None:
    """The first of the ``waiting`` that may start now. ``finished`` has names of runs.

    Only warm runs count as one of ``jobs``, but each kind waits until one of them is free.
    """
    if sum(run.launcher == "warm" for run in active) >= jobs:
        return None
    return next((run for run in waiting if run.after is None or run.after.name in finished), None)
