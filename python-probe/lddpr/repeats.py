"""Runs that repeat another, held back until somebody has compared what was measured once.

Only the judge may compare, and it is another process. It reads ``first.json``, a record of all runs
that have ended by then, and writes ``again.json``: a list of the scenarios that run again. It is
asked as soon as one scenario has run, since that tells early whether repeats are needed at all, and
again when all have. The warm parents are kept meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lddpr.log import write_atomically
from lddpr.run import Run, run_name

EARLY, LAST = "early", "last"


@dataclass
class Repeats:
    held: list[Run]
    out: Path
    released: list[Run] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answered: int = 0
    about: list[Run] = field(default_factory=list)  # of which the last question was

    @classmethod
    def of(cls, runs: Sequence[Run], out: Path) -> Repeats | None:
        """None where nothing is a repeat: without a seed, a second run has to differ."""
        held = [run for run in runs if run.number and run.scenario.seed_everything]
        return cls(held, out) if held else None

    @property
    def waits(self) -> bool:
        """Whether an answer is still to come."""
        return len(self.asked) > self.answered

    @property
    def is_over(self) -> bool:
        return LAST in self.asked and not self.waits

    def due(self, results: Collection[str]) -> str:
        """The question that may be asked now, if any. ``results`` has names of runs."""
        ran = [run for run in self.held if run_name(run.scenario_id, 0) in results]
        question = LAST if ran == self.held else EARLY if ran else ""
        if self.waits or question in self.asked:
            return ""
        self.about = ran
        return question

    def ask(self, question: str, record: Mapping[str, Any]) -> None:
        self.asked.append(question)
        write_atomically(self.out / "first.json", json.dumps(record))

    def answer(self) -> list[Run]:
        """The runs that are asked for now, and were not before."""
        file = self.out / "again.json"
        if not (self.waits and file.exists()):
            return []
        wanted = json.loads(file.read_text(encoding="utf-8"))
        file.unlink()
        self.answered += 1
        again = [run for run in self.about if run.scenario_id in wanted]
        self.held = [run for run in self.held if run not in again]
        self.released += again
        return again
