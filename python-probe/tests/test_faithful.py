"""What is forked from a warm parent measures what a process of its own measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from harness import environment, probe, probes
from lddpr.scenario import Scenario
from suites import entry, plan, suite

FEW = [
    Scenario(),
    Scenario(persistent_workers=True, seed=0),
    Scenario(num_workers=0),
    Scenario(num_devices=3, dataset_size=17, batch_size=2, seed_workers=False),
]
MORE = [
    Scenario(seed=2**32 - 1),
    Scenario(seed_workers=False),
    Scenario(persistent_workers=True),
    Scenario(persistent_workers=True, seed_workers=False),
    Scenario(num_workers=0, persistent_workers=True),
    Scenario(num_workers=1),
    Scenario(num_workers=3, batch_size=2),
    Scenario(num_devices=1),
    Scenario(num_devices=1, num_workers=0),
    Scenario(num_devices=3),
    Scenario(dataset_size=13, batch_size=3),
    Scenario(dataset_size=13, batch_size=3, persistent_workers=True, seed=7),
    Scenario(dataset_size=5, batch_size=8),
    Scenario(dataset_size=1),
    Scenario(max_epochs=1),
    Scenario(max_epochs=5, batch_size=8, dataset_size=40),
    Scenario(batch_size=1, dataset_size=7, num_workers=0, seed=123),
]


Channels = dict[str, Any]


def measure_forked(
    directory: Path, scenarios: Sequence[Scenario], env: Mapping[str, str] | None = None
) -> list[Channels]:
    """The channels of every scenario, each rank forked from a warm parent."""
    directory.mkdir(exist_ok=True)
    entries = [entry(f"s{index}", scenario) for index, scenario in enumerate(scenarios)]
    outcome = suite(directory, plan(*entries), env)
    assert outcome.record, outcome.last
    return [run["channels"] for run in outcome.record["runs"]]


def measure_isolated(directory: Path, scenarios: Sequence[Scenario]) -> list[Channels]:
    """The same, each scenario run by itself through Lightning's launcher."""
    directories = [directory / str(index) for index, _ in enumerate(scenarios)]
    for each in directories:
        each.mkdir()
    outcomes = probes(directories, [scenario.flags() for scenario in scenarios], "record_dir")
    return [
        {
            f"rank{rank}/{channel}": epochs
            for rank in range(scenario.num_devices)
            for channel, epochs in outcome.rank(rank)["channels"].items()
        }
        for scenario, outcome in zip(scenarios, outcomes, strict=True)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("scenarios", [FEW, pytest.param(MORE, marks=pytest.mark.shapes)])
def test_the_records_are_equal(tmp_path: Path, scenarios: Sequence[Scenario]) -> None:
    pairs = zip(
        measure_forked(tmp_path, scenarios), measure_isolated(tmp_path, scenarios), strict=True
    )
    for scenario, (mine, theirs) in zip(scenarios, pairs, strict=True):
        assert mine == theirs, scenario


def test_at_least_twenty_argument_sets_are_compared() -> None:
    assert len({*FEW, *MORE}) >= 20


START = "import multiprocessing\nmultiprocessing.set_start_method({!r}, force=True)"
STARTED = [
    Scenario(max_epochs=2),
    Scenario(persistent_workers=True, seed_workers=False),
    Scenario(num_workers=0, max_epochs=1),
]
UNSEEDED = Scenario(seed_everything=False, max_epochs=2)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_values_do_not_depend_on_how_workers_start(tmp_path: Path, method: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(START.format(method))
    env = environment(tmp_path)
    *started, unseeded = measure_forked(tmp_path / method, [*STARTED, UNSEEDED], env)
    *forked, other = measure_forked(tmp_path / "fork", [*STARTED, UNSEEDED])
    assert started == forked
    assert unseeded.keys() == other.keys()
    heads = [
        (name.rpartition("/")[2], *epoch["head"])
        for channels in (unseeded, other)
        for name, epochs in channels.items()
        if "/worker" in name
        for epoch in epochs
    ]
    assert len(heads) == 2 * 2 * 2 * 3 * 2  # runs, ranks, workers, libraries, epochs
    assert len(set(heads)) == len(heads)


NOTE_IMPORTS = """
import os
from importlib.machinery import PathFinder
find = PathFinder.find_spec
def noted(name, *more):
    if name == "torch":
        with open(os.path.join(os.path.dirname(__file__), "imports"), "a") as notes:
            print(os.getpid(), file=notes)
    return find(name, *more)
PathFinder.find_spec = noted
"""


@pytest.mark.slow
def test_a_users_workers_by_forkserver_import_once_for_all(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(START.format("forkserver") + NOTE_IMPORTS)
    outcome = probe(tmp_path, "--num_devices=1", into="record_dir", env=environment(tmp_path))
    assert outcome.status == 0, outcome.err
    importers = (tmp_path / "imports").read_text().split()
    assert len(set(importers)) == 2  # the rank, and the server that forks its six workers


NOTE_COLLECTOR = """
import gc, sys
from multiprocessing.process import BaseProcess
run, noting = BaseProcess.run, PathFinder.find_spec
def note(what):
    with open(os.path.join(os.path.dirname(__file__), "collector"), "a") as notes:
        print(os.getpid(), what, gc.isenabled(), gc.get_freeze_count() > 0, file=notes)
def noted_run(self):
    note("works")
    run(self)
def noted_import(name, *more):
    if name == "torch" and "lddpr.main" not in sys.orig_argv:
        note("imports")
    return noting(name, *more)
BaseProcess.run, PathFinder.find_spec = noted_run, noted_import
"""


@pytest.mark.slow
@pytest.mark.parametrize(("method", "importers"), [("spawn", 2), ("forkserver", 1)])
def test_no_garbage_is_collected_until_a_worker_works(
    tmp_path: Path, method: str, importers: int
) -> None:
    code = START.format(method) + NOTE_IMPORTS + NOTE_COLLECTOR
    (tmp_path / "sitecustomize.py").write_text(code)
    flags = ("--num_devices=1", "--max_epochs=1")
    outcome = probe(tmp_path, *flags, into="record_dir", env=environment(tmp_path))
    assert outcome.status == 0, outcome.err
    lines = set((tmp_path / "collector").read_text().splitlines())  # some look for torch twice
    noted = sorted(line.partition(" ")[2] for line in lines)
    assert noted == ["imports False False"] * importers + ["works True True"] * 2
