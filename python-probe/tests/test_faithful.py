"""What is forked from a warm parent measures what a process of its own measures."""

from __future__ import annotations

from typing import Any

import pytest

from harness import probes
from lddpr.scenario import Scenario
from suites import SuiteOutcome, entry, plan, suite

SCENARIOS = [
    Scenario(),
    Scenario(seed=0),
    Scenario(seed=2**32 - 1),
    Scenario(seed_workers=False),
    Scenario(persistent_workers=True),
    Scenario(persistent_workers=True, seed_workers=False),
    Scenario(num_workers=0),
    Scenario(num_workers=0, persistent_workers=True),
    Scenario(num_workers=1),
    Scenario(num_workers=3, batch_size=2),
    Scenario(num_devices=1),
    Scenario(num_devices=1, num_workers=0),
    Scenario(num_devices=3),
    Scenario(num_devices=3, dataset_size=17, batch_size=2),
    Scenario(dataset_size=13, batch_size=3),
    Scenario(dataset_size=13, batch_size=3, persistent_workers=True, seed=7),
    Scenario(dataset_size=5, batch_size=8),
    Scenario(dataset_size=1),
    Scenario(max_epochs=1),
    Scenario(max_epochs=5, batch_size=8, dataset_size=40),
    Scenario(batch_size=1, dataset_size=7, num_workers=0, seed=123),
]


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory) -> SuiteOutcome:
    entries = [entry(f"s{index}", scenario) for index, scenario in enumerate(SCENARIOS)]
    return suite(tmp_path_factory.mktemp("forked"), plan(*entries))


@pytest.fixture(scope="module")
def isolated(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The channels of every scenario, each run through Lightning's launcher on its own."""
    directories = [tmp_path_factory.mktemp("isolated") for _ in SCENARIOS]
    outcomes = probes(directories, [scenario.flags() for scenario in SCENARIOS], "record_dir")
    return [
        {
            f"rank{rank}/{channel}": epochs
            for rank in range(scenario.num_devices)
            for channel, epochs in outcome.rank(rank)["channels"].items()
        }
        for scenario, outcome in zip(SCENARIOS, outcomes, strict=True)
    ]


def test_at_least_twenty_argument_sets_are_compared() -> None:
    assert len(SCENARIOS) >= 20


@pytest.mark.parametrize("index", range(len(SCENARIOS)))
def test_the_records_are_equal(
    index: int, forked: SuiteOutcome, isolated: list[dict[str, Any]]
) -> None:
    assert forked.record, forked.last
    assert forked.record["runs"][index]["channels"] == isolated[index]
