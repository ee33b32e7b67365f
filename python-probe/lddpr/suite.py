"""Runs every scenario of a plan and writes one record: ``python -m lddpr.suite PLAN.json OUT``.

Imports neither torch nor Lightning. Reports its progress as JSON lines on standard output; the
processes that it starts write to files. Standard output ends with a line ``error`` or ``done``.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from lddpr import __version__
from lddpr.framework import FrameworkError, choose, installed
from lddpr.launch import Run, RunError, free_ports
from lddpr.scenario import Scenario

RECORD_VERSION = 1
FAILED = 2
POLL_SECONDS = 0.01


def say(event: str, **facts: Any) -> None:
    print(json.dumps({"event": event, **facts}), flush=True)


def packages(modules: set[str]) -> list[dict[str, Any]]:
    """Every installed distribution, and whether a rank imported anything of it."""
    owners = metadata.packages_distributions()
    imported = {name for module in modules for name in owners.get(module, [])}
    found = {dist.metadata["Name"]: dist.version for dist in metadata.distributions()}
    return [
        {"name": name, "version": found[name], "imported": name in imported}
        for name in sorted(found, key=str.lower)
    ]


@contextmanager
def killed_at_the_end(runs: Sequence[Run]) -> Iterator[None]:
    """Whatever happens, no process of a run is left."""

    def stop(number: int, _: object) -> None:
        raise RunError(f"the probe was stopped by {signal.Signals(number).name}")

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        yield
    finally:
        for run in runs:
            run.kill()


def execute(plan: dict[str, Any], out: Path) -> dict[str, Any]:
    """Run the plan and return the record. Raises RunError for the first run that fails."""
    deadline = monotonic() + plan["timeout"]
    runs = [
        Run(entry["id"], number, Scenario(**entry["parameters"]), out / f"{entry['id']}-{number}")
        for entry in plan["suite"]["scenarios"]
        for number in range(entry["runs"])
    ]
    ports = free_ports(len(runs))
    waiting = deque(zip(runs, ports))
    active: list[Run] = []
    results: dict[str, dict[str, Any]] = {}
    with killed_at_the_end(runs):
        while waiting or active:
            if monotonic() > deadline:
                late = ", ".join(run.name for run in active)
                raise RunError(f"not finished after {plan['timeout']} s: {late}")
            while waiting and len(active) < plan["jobs"]:
                run, port = waiting.popleft()
                run.start(plan["framework"], plan["accelerator"], port)
                active.append(run)
            for run in [run for run in active if run.finished()]:
                active.remove(run)
                results[run.name] = result = run.result()
                say("finished", run=run.name, seconds=result["seconds"])
            sleep(POLL_SECONDS)
    return record(plan, [results[run.name] for run in runs])


def record(plan: dict[str, Any], results: list[dict[str, Any]]) -> dict[str, Any]:
    """Put the runs and their common surroundings together."""
    facts = [result.pop("facts") for result in results]
    modules = {module for each in facts for module in each.pop("modules")}
    for name in ("framework", "accelerator", "threads", "cpuCapability"):
        values = [each[name] for each in facts]
        if any(value != values[0] for value in values):
            raise RunError(f"the runs do not share one environment: {name} is {values}")
    return {
        "schemaVersion": RECORD_VERSION,
        "kind": "record",
        "probe": __version__,
        "suite": plan["suite"],
        "environment": {**facts[0], "packages": packages(modules)},
        "runs": results,
    }


def main(arguments: Sequence[str]) -> int:
    plan_file, out = map(Path, arguments)
    plan = json.loads(plan_file.read_text(encoding="utf-8"))
    try:
        name = choose(plan["framework"])
        plan["framework"] = name
        say(
            "environment",
            python=platform.python_version(),
            executable=sys.executable,
            framework=f"{name} {installed(name)}",
            torch=installed("torch"),
            numpy=installed("numpy"),
        )
        result = execute(plan, out)
    except (FrameworkError, RunError) as error:
        say("error", message=str(error), detail=getattr(error, "detail", ""))
        return FAILED
    partial = out / "record.json.partial"
    partial.write_text(json.dumps(result), encoding="utf-8")
    os.replace(partial, out / "record.json")
    say("done")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
