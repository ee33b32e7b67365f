"""Runs that repeat another, held back until somebody has compared what was measured once.

Only the judge may compare, and it is another process. It reads ``first.json``, a record of all runs
that have ended by then, and writes ``again.json``: a list of the scenarios that run again. The warm
parents are kept meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lddpr.log import write_atomically
from lddpr.run import Run, run_name


@dataclass
class Repeats:
    held: list[Run]
    out: Path
    asked: bool = False

    @classmethod
    def of(cls, runs: Sequence[Run], out: Path) -> Repeats | None:
        """None where nothing is a repeat: without a seed, a second run has to differ."""
        held = [run for run in runs if run.number and run.scenario.seed_everything]
        return cls(held, out) if held else None

    def may_ask(self, results: Collection[str]) -> bool:
        """Whether the first run of each has ended. ``results`` has names of runs."""
        first = {run_name(run.scenario_id, 0) for run in self.held}
        return not self.asked and all(name in results for name in first)

    def ask(self, record: Mapping[str, Any]) -> None:
        self.asked = True
        write_atomically(self.out / "first.json", json.dumps(record))

    def answer(self) -> list[Run] | None:
        """The runs that were asked for; None as long as there is no answer."""
        file = self.out / "again.json"
        if not (self.asked and file.exists()):
            return None
        wanted = json.loads(file.read_text(encoding="utf-8"))
        return [run for run in self.held if run.scenario_id in wanted]
