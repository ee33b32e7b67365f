"""Suites in the surroundings that the table of variables names: all measure the same."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from harness import environment
from lddpr.scenario import Scenario
from lddpr.variables import TABLE, Row
from suites import SuiteOutcome, entry, plan, suite

pytestmark = pytest.mark.slow

SMALL = plan(entry("seeded", Scenario(num_workers=1, max_epochs=1, dataset_size=8)))
# What makes a process much slower, or exclude each other, is tried alone.
ALONE = {
    *("PYTHONMALLOC", "PYTHONTRACEMALLOC", "PYTHONDEVMODE", "PYTHONVERBOSE"),
    *("MALLOC_CHECK_", "MALLOC_PERTURB_"),
}


def setting(row: Row, tried: str) -> tuple[str, str]:
    """``NAME=VALUE`` where the row has many names."""
    name, _, value = tried.partition("=")
    return (name, value) if row.name.endswith("*") else (row.name, tried)


SETTINGS = [[setting(row, tried) for tried in row.tried] for row in TABLE if row.tried]
EACH = [one for several in SETTINGS for one in several]
# The first of each, the second of each that has two, and so on.
TOGETHER = [
    {name: value for name, value in filter(None, these) if name not in ALONE}
    for these in zip_longest(*SETTINGS)
]


def portable(outcome: SuiteOutcome) -> dict[str, Any]:
    """What does not depend on threads or on the instructions of the CPU."""
    assert outcome.record, outcome.last
    (run,) = outcome.record["runs"]
    return {name: run["channels"][name] for name in run["channels"] if "weights" not in name}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return portable(suite(tmp_path_factory.mktemp("plain"), SMALL))


def named(outcome: SuiteOutcome) -> dict[str, str | None]:
    assert outcome.record
    return {
        variable["name"]: variable["value"]
        for variable in outcome.record["environment"]["variables"]
    }


@pytest.mark.parametrize("variables", TOGETHER, ids=range(len(TOGETHER)))
def test_many_variables_at_once_change_nothing(
    tmp_path: Path, plain: dict[str, Any], variables: dict[str, str]
) -> None:
    assert portable(suite(tmp_path, SMALL, environment(**variables))) == plain


@pytest.mark.surroundings
@pytest.mark.parametrize(("name", "value"), EACH)
def test_a_variable_changes_nothing(
    tmp_path: Path, plain: dict[str, Any], name: str, value: str
) -> None:
    assert portable(suite(tmp_path, SMALL, environment(**{name: value}))) == plain


def test_the_record_names_what_bears_on_it(tmp_path: Path) -> None:
    variables = {"OPENBLAS_NUM_THREADS": "4", "PYTHONHASHSEED": "7", "PL_GLOBAL_SEED": "3"}
    outcome = suite(tmp_path, SMALL, environment(**variables))
    found = named(outcome)
    assert found["OPENBLAS_NUM_THREADS"] == "4"
    assert found["PYTHONHASHSEED"] == "7"
    assert "PL_GLOBAL_SEED" not in found
    assert outcome.record
    assert outcome.record["environment"]["hashSeed"] == "7"  # the rank's, and not its parent's
