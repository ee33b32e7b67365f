"""Runs `lddpr.suite` on a plan, in a session of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from harness import SECONDS, environment
from lddpr.scenario import Scenario

JOBS = 2
# For each fork of a warm parent, a line with the hash of a text there.
NOTE_PARENTS = """
import os, sys
if "lddpr.warm" in sys.orig_argv:
    parent, inner = os.getpid(), os.fork
    def fork():
        pid = inner()
        if pid and os.getpid() == parent:
            with open(os.path.join(os.path.dirname(__file__), "parents"), "a") as notes:
                print(hash("lddpr"), file=notes)
        return pid
    os.fork = fork
"""


def entry(name: str, scenario: Scenario, **differs: Any) -> dict[str, Any]:
    """One scenario of a plan."""
    return {
        "id": name,
        "launcher": "warm",
        "parameters": asdict(scenario),
        "runs": 1,
        "num_sanity_val_steps": 0,
        "validate": False,
        "max_steps": None,
        "model": "linear",
        "precision": "32-true",
        "trainer": "bare",
        "in_order": True,
        "draws": False,
        "resumes": None,
        **differs,
    }


def plan(*scenarios: dict[str, Any], timeout: float = SECONDS) -> dict[str, Any]:
    return {
        "suite": {"name": "test", "scenarios": list(scenarios)},
        "framework": "auto",
        "accelerator": "cpu",
        "jobs": JOBS,
        "timeout": timeout,
    }


def forks(directory: Path) -> list[str]:
    """The parents of all that was forked with NOTE_PARENTS, in order."""
    return (directory / "site/parents").read_text().split()


def environment_with(directory: Path, code: str) -> dict[str, str]:
    """An environment in which every process runs this first, as if a dependency did it."""
    site = directory / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(code)
    return environment(site)


@dataclass(frozen=True)
class SuiteOutcome:
    status: int
    events: list[dict[str, Any]]
    record: dict[str, Any] | None
    pid: int

    @property
    def last(self) -> dict[str, Any]:
        return self.events[-1]


def start(
    directory: Path, what: dict[str, Any], env: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    (directory / "plan.json").write_text(json.dumps(what), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "lddpr.suite", "plan.json", "out"],
        cwd=directory,
        env=env or environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(directory: Path, process: subprocess.Popen[str]) -> SuiteOutcome:
    out, _ = process.communicate(timeout=SECONDS)
    events = [json.loads(line) for line in out.splitlines() if line.startswith('{"event"')]
    record = directory / "out" / "record.json"
    content = json.loads(record.read_text("utf-8")) if record.exists() else None
    return SuiteOutcome(process.returncode, events, content, process.pid)


def suite(
    directory: Path, what: dict[str, Any], env: Mapping[str, str] | None = None
) -> SuiteOutcome:
    return finish(directory, start(directory, what, env))
