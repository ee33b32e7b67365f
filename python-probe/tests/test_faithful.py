"""What is forked from a warm parent measures what a process of its own measures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from harness import probes
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


def measure_forked(directory: Path, scenarios: Sequence[Scenario]) -> list[Channels]:
    """The channels of every scenario, each rank forked from a warm parent."""
    entries = [entry(f"s{index}", scenario) for index, scenario in enumerate(scenarios)]
    outcome = suite(directory, plan(*entries))
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


@pytest.mark.parametrize("scenarios", [FEW, pytest.param(MORE, marks=pytest.mark.slow)])
def test_the_records_are_equal(tmp_path: Path, scenarios: Sequence[Scenario]) -> None:
    pairs = zip(
        measure_forked(tmp_path, scenarios), measure_isolated(tmp_path, scenarios), strict=True
    )
    for scenario, (mine, theirs) in zip(scenarios, pairs, strict=True):
        assert mine == theirs, scenario


def test_at_least_twenty_argument_sets_are_compared() -> None:
    assert len({*FEW, *MORE}) >= 20
