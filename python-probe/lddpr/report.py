"""The report that rank 0 prints after training. Pure: logs in, lines out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import combinations
from typing import Any

from lddpr.log import SHORT, Log
from lddpr.scenario import Scenario

WIDTH = 70
LIBRARIES = tuple(SHORT.values())


def agreement(values: Sequence[Any]) -> str:
    """``SAME``, ``DIFFERENT``, or ``one rank`` where there is nothing to compare with."""
    if len(values) < 2:
        return "one rank"
    return "SAME" if all(value == values[0] for value in values[1:]) else "DIFFERENT"


def heading(text: str) -> list[str]:
    return ["", "=" * WIDTH, f" {text}", "=" * WIDTH]


def indices(log: Log, epoch: int) -> list[int]:
    """The sample indices of one rank in one epoch, in the order of training."""
    steps = log["epochs"][epoch]["steps"]
    return [index for step in steps for index in step["sample_indices"]]


def sample_distribution(logs: Sequence[Log], epoch: int, dataset_size: int) -> list[str]:
    orders = [indices(log, epoch) for log in logs]
    drawn = [index for order in orders for index in order]
    distinct = set(drawn)
    missing = sorted(set(range(dataset_size)) - distinct)
    lines = ["", "  Sample distribution:"]
    lines += [f"    Rank {rank}: {order}" for rank, order in enumerate(orders)]
    lines += [
        "",
        f"  Coverage: {len(distinct)}/{dataset_size} indices",
        f"  Missing: {missing if missing else 'none'}",
        f"  Duplicates: {len(drawn) - len(distinct) or 'none'}",
    ]
    for (a, left), (b, right) in combinations(enumerate(orders), 2):
        overlap = sorted(set(left) & set(right))
        lines.append(f"  Overlap of ranks {a} and {b}: {overlap if overlap else 'none'}")
    return lines


def shuffle_change(logs: Sequence[Log], epoch: int) -> list[str]:
    if epoch == 0:
        return []
    lines = ["", "  Shuffle against the previous epoch:"]
    for rank, log in enumerate(logs):
        same = indices(log, epoch) == indices(log, epoch - 1)
        lines.append(f"    Rank {rank}: {'SAME order' if same else 'DIFFERENT order'}")
    return lines


def _present(steps: Sequence[dict[str, Any]], names: Iterable[str]) -> list[str]:
    return [name for name in names if all(name in step for step in steps)]


def step_values(logs: Sequence[Log], epoch: int) -> list[str]:
    lines: list[str] = []
    ranks = [log["epochs"][epoch]["steps"] for log in logs]
    for number, steps in enumerate(zip(*ranks, strict=True)):
        by_workers = steps[0]["worker_ids"][0] >= 0
        lines += ["", f"    Step {number}:"]
        lines += [f"      Rank {r} workers: {step['worker_ids']}" for r, step in enumerate(steps)]
        lines.append(f"      --- dataset ({'worker' if by_workers else 'main'} process) ---")
        for name in _present(steps, (f"dl_{lib}_rand" for lib in LIBRARIES)):
            label = agreement([step[name] for step in steps])
            for rank, step in enumerate(steps):
                draws = ", ".join(f"{value:.6f}" for value in step[name])
                lines.append(f"      {name:14s} R{rank}: [{draws}]  [{label}]")
        lines.append("      --- training_step (main process) ---")
        for name in _present(steps, (f"{lib}_rand" for lib in LIBRARIES)):
            draws = " | ".join(f"R{rank}={step[name]:.6f}" for rank, step in enumerate(steps))
            lines.append(f"      {name:14s} {draws}  [{agreement([s[name] for s in steps])}]")
    return lines


def weight_init(logs: Sequence[Log]) -> list[str]:
    lines = ["", "  Weight initialisation (before DDP's broadcast):"]
    labels = []
    for name in logs[0]["init_weights"]:
        values = [log["init_weights"][name] for log in logs]
        labels.append(agreement(values))
        lines.append(f"    {name:10s} {labels[-1]}")
        if labels[-1] == "DIFFERENT":
            lines += [f"      Rank {rank}: {value}" for rank, value in enumerate(values)]
    if "DIFFERENT" in labels:
        lines.append("    The ranks differ; DDP's broadcast from rank 0 makes them equal.")
    elif "SAME" in labels:
        lines.append("    Every rank computed the same weights; the broadcast changes nothing.")
    return lines


def _tally(logs: Sequence[Log], name: str) -> str:
    """How many steps of the whole training agree across ranks."""
    ranks = [[step[name] for epoch in log["epochs"] for step in epoch["steps"]] for log in logs]
    labels = [agreement(row) for row in zip(*ranks, strict=True)]
    same = labels.count("SAME")
    if same in (0, len(labels)):
        return f"{labels[0]} in all {len(labels)} steps"
    return f"SAME in {same} of {len(labels)} steps"


def summary(logs: Sequence[Log], scenario: Scenario) -> list[str]:
    lines = [*heading("SUMMARY"), *weight_init(logs), "", "  Shuffle over all epochs:"]
    for rank, log in enumerate(logs):
        orders = [tuple(indices(log, epoch)) for epoch in range(scenario.max_epochs)]
        distinct = len(set(orders))
        lines.append(f"    Rank {rank}: {distinct} different orders in {len(orders)} epochs")
    if len(logs) > 1:
        every = [step for log in logs for epoch in log["epochs"] for step in epoch["steps"]]
        names = _present(every, (f"{at}{lib}_rand" for at in ("dl_", "") for lib in LIBRARIES))
        lines += ["", "  Random values across ranks:"]
        lines += [f"    {name:14s} {_tally(logs, name)}" for name in names]
    return lines


def configuration(scenario: Scenario, versions: dict[str, str]) -> list[str]:
    lines = ["", "=" * WIDTH, "Configuration:"]
    lines += [f"  {name} = {value}" for name, value in asdict(scenario).items()]
    return [*lines, *(f"  {name} {version}" for name, version in versions.items())]


def report(logs: Sequence[Log], scenario: Scenario, versions: dict[str, str]) -> list[str]:
    """The whole report, one string a line."""
    lines: list[str] = []
    for epoch in range(scenario.max_epochs):
        lines += heading(f"EPOCH {epoch}")
        lines += sample_distribution(logs, epoch, scenario.dataset_size)
        lines += shuffle_change(logs, epoch)
        lines += step_values(logs, epoch)
    return lines + summary(logs, scenario) + configuration(scenario, versions)
