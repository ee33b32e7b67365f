"""Runs that repeat another wait until somebody has compared the first ones."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic, sleep

import pytest

from harness import SECONDS
from lddpr.log import write_atomically
from lddpr.scenario import Scenario
from suites import SuiteOutcome, entry, finish, plan, start

TWICE = {"runs": 2}
FEW = [
    entry("a", Scenario(num_workers=0, max_epochs=1), **TWICE),
    entry("b", Scenario(num_workers=0, max_epochs=1, seed=7), **TWICE),
    entry("unseeded", Scenario(num_workers=0, max_epochs=1, seed_everything=False), **TWICE),
]


def answered(directory: Path, again: list[str]) -> tuple[list[str], SuiteOutcome]:
    """The runs that were handed over, and what came of it."""
    process = start(directory, {**plan(*FEW), "lazy": True})
    first = directory / "out" / "first.json"
    deadline = monotonic() + SECONDS
    while not first.exists() and monotonic() < deadline:
        sleep(0.05)
    record = json.loads(first.read_text("utf-8"))
    write_atomically(directory / "out" / "again.json", json.dumps(again))
    names = [f"{run['scenario']}{run['run']}" for run in record["runs"]]
    return names, finish(directory, process)


@pytest.mark.parametrize("again", [[], ["b"]])
def test_what_is_asked_for_runs_again(tmp_path: Path, again: list[str]) -> None:
    first, outcome = answered(tmp_path, again)
    assert {"a0", "b0"} <= set(first)
    assert not {"a1", "b1"} & set(first)
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


def test_without_an_answer_it_ends_in_time_and_says_what_it_waits_for(tmp_path: Path) -> None:
    outcome = finish(tmp_path, start(tmp_path, {**plan(*FEW, timeout=30), "lazy": True}))
    assert outcome.status == 2
    assert outcome.last["stage"] == "waiting to hear what runs again"
    assert outcome.record is None
