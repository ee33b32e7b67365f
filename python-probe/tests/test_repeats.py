"""Runs that repeat another wait until somebody has compared the first ones."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic, sleep

import pytest

from harness import SECONDS
from lddpr.log import write_atomically
from lddpr.scenario import Scenario
from suites import (
    NOTE_PARENTS,
    SuiteOutcome,
    entry,
    environment_with,
    finish,
    forks,
    plan,
    start,
)

pytestmark = pytest.mark.slow

TWICE = {"runs": 2}
FEW = [
    entry("a", Scenario(num_workers=0, max_epochs=1), **TWICE),
    entry("b", Scenario(num_workers=0, max_epochs=1, seed=7), **TWICE),
    entry("unseeded", Scenario(num_workers=0, max_epochs=1, seed_everything=False), **TWICE),
]


def answered(
    directory: Path, again: list[str], more: str = ""
) -> tuple[list[set[str]], SuiteOutcome]:
    """The runs that each question tells, and what came of it. ``more`` runs in every process."""
    environment = environment_with(directory, NOTE_PARENTS + more)
    process = start(directory, {**plan(*FEW), "lazy": True}, environment)
    question = directory / "out" / "first.json"
    about = []
    deadline = monotonic() + SECONDS
    while process.poll() is None and monotonic() < deadline:
        if question.exists():
            record = json.loads(question.read_text("utf-8"))
            about.append({f"{run['scenario']}{run['run']}" for run in record["runs"]})
            question.unlink()
            write_atomically(directory / "out" / "again.json", json.dumps(again))
        sleep(0.02)
    return about, finish(directory, process)


@pytest.mark.parametrize("again", [[], ["b"]])
def test_what_is_asked_for_runs_again(tmp_path: Path, again: list[str]) -> None:
    (*early, last), outcome = answered(tmp_path, again)
    assert {"a0", "b0"} <= last
    assert all({"a0", "b0"} & first and not {"a1", "b1"} & first for first in early)
    assert len(early) <= 1
    assert outcome.status == 0, outcome.last
    assert outcome.record
    runs = [(run["scenario"], run["run"]) for run in outcome.record["runs"]]
    repeated = [(name, 1) for name in again]
    assert sorted(runs) == sorted([("a", 0), ("b", 0), ("unseeded", 0), ("unseeded", 1), *repeated])
    (told,) = [each for each in outcome.events if each["event"] == "repeats"]
    assert (told["again"], told["spared"]) == (len(again), 2 - len(again))
    by_name = {(run["scenario"], run["run"]): run["channels"] for run in outcome.record["runs"]}
    for name in again:
        assert by_name[name, 0] == by_name[name, 1]
    assert {each["start"] for each in outcome.events if each["event"] == "ranks"} == {"warm"}
    # One parent, which is tried once, and another for what runs again.
    first_trial, *others = forks(tmp_path)
    assert len(set(others)) == (2 if again else 1)
    if again:
        assert others[-2:] == [others[-1]] * 2 != [first_trial] * 2


SEEDED = {
    "at the start": "import random; random.seed(1)",
    "NumPy, by an import": """
import sys
class Seeding:
    def find_spec(self, name, path, target=None):
        if name == "lightning_utilities" or name == "torchmetrics":
            import numpy
            numpy.random.seed(1)
sys.meta_path.insert(0, Seeding())
""",
}


@pytest.mark.parametrize("seeded", SEEDED.values(), ids=SEEDED)
def test_a_second_parent_tells_what_imports_have_seeded(tmp_path: Path, seeded: str) -> None:
    _, outcome = answered(tmp_path, [], seeded)
    assert outcome.record, outcome.last
    assert len(set(forks(tmp_path))) == 2
    library = "python" if "random.seed(1)" in seeded.splitlines()[0] else "numpy"
    heads = [
        run["channels"][f"rank{rank}/main/{library}"][0]["head"][0]
        for run in outcome.record["runs"]
        if run["scenario"] == "unseeded"
        for rank in range(2)
    ]
    assert len(set(heads)) == 1  # as in processes that have just started


def test_without_an_answer_it_ends_in_time_and_says_what_it_waits_for(tmp_path: Path) -> None:
    outcome = finish(tmp_path, start(tmp_path, {**plan(*FEW, timeout=30), "lazy": True}))
    assert outcome.status == 2
    assert outcome.last["stage"] == "waiting to hear what runs again"
    assert outcome.record is None
