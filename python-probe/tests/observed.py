"""Runs trainings under watch, as a user's command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness import FOREIGN

HERE = Path(__file__).parent
INJECT = HERE.parent / "lddpr" / "observe" / "inject"
SECONDS = 600  # a busy machine is no failure
SETTINGS = {
    "schemaVersion": 1,
    "mode": "plain",
    "steps": 6,
    "stop": "command",
    "trainer": {},
    "checkpoint": None,
    "rounding": 0,
}


@dataclass(frozen=True)
class Watched:
    status: int
    output: str
    lines: Path

    def of(self, name: str = "*", kind: str = "") -> list[dict[str, Any]]:
        """Lines of files by a pattern, in the order of the files' names."""
        found = [
            json.loads(line)
            for file in sorted(self.lines.glob(f"{name}.jsonl"))
            for line in file.read_text("utf-8").splitlines()
        ]
        return [line for line in found if kind in ("", line["k"])]


def surroundings(**variables: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith((*FOREIGN, "PYTHON"))}
    return {**kept, "OMP_NUM_THREADS": "1", **variables}


def run(words: Sequence[str], directory: Path, **variables: str) -> tuple[int, str]:
    """Status and output of a command that runs with this Python in ``directory``."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=directory,
        env=surroundings(**variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, done.stdout


def watched(words: Sequence[str], directory: Path, **settings: Any) -> Watched:
    """The same under watch; its lines are in ``directory/watch``."""
    watch = directory / "watch"
    watch.mkdir(parents=True)
    given = {**SETTINGS, **settings}
    variables = given.pop("env", {})
    (watch / "settings.json").write_text(json.dumps(given))
    places = {"PYTHONPATH": str(INJECT), "LDDPR_OBSERVE": str(watch)}
    status, output = run(words, directory, **{**variables, **places})
    return Watched(status, output, watch / "lines")
