"""What the results of runs become."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

import lddpr
from lddpr.assembly import SHARED, assemble, shared_environment
from lddpr.installed import Installed
from lddpr.run import RunError

FRAMEWORK = {"name": "lightning", "version": "2.6.6", "file": "lightning/__init__.py"}
FACTS = {
    "framework": FRAMEWORK,
    "python": "3.11.7",
    "platform": "linux-x86_64",
    "accelerator": "cpu",
    "deviceModel": None,
    "cuda": None,
    "cpuCapability": "AVX2",
    "threads": 1,
    "hashSeed": "random",
    "modules": ["lightning", "torch"],
}
# fact -> what another run may have instead, and may not
OTHERS: dict[str, list[Any]] = {
    "framework": [{**FRAMEWORK, "version": "2.6.5"}, {**FRAMEWORK, "file": "x"}],
    "accelerator": ["cuda"],
    "threads": [2],
    "cpuCapability": ["AVX512"],
}
SUITE = {"name": "test", "scenarios": []}


def result(number: int, **differs: Any) -> dict[str, Any]:
    """What ``Run.result`` gives."""
    return {
        "scenario": "seeded",
        "run": number,
        "seconds": 1.5,
        "retries": 0,
        "facts": {**FACTS, **differs},
        "partition": [{"epoch": 0, "drawn": 16, "distinct": 16, "shared": 0}],
        "channels": {"rank0/order": []},
    }


def distributions(*names: str) -> Installed:
    return Installed(dict.fromkeys(names, "1.0"), {name: [name] for name in names})


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in OTHERS.items() for value in values]
)
@pytest.mark.parametrize("odd", [0, 1, 2])
def test_runs_in_different_environments_are_no_record(name: str, value: Any, odd: int) -> None:
    facts = [{**FACTS, name: value} if number == odd else dict(FACTS) for number in range(3)]
    values = [each[name] for each in facts]
    with pytest.raises(RunError) as failure:
        shared_environment(facts)
    assert str(failure.value) == f"the runs do not share one environment: {name} is {values}"


def test_results_of_different_environments_are_no_record() -> None:
    with pytest.raises(RunError, match=r"do not share one environment: threads is \[1, 2\]$"):
        assemble(SUITE, [result(0), result(1, threads=2)], distributions("torch"))


def test_every_shared_fact_has_a_case() -> None:
    assert set(OTHERS) == set(SHARED)


def test_the_environment_is_that_of_the_first_run() -> None:
    other = {**FACTS, "modules": ["numpy"], "python": "3.11.8"}
    expected = {name: value for name, value in FACTS.items() if name != "modules"}
    assert shared_environment([FACTS, other]) == expected


def test_a_record_has_all_runs_and_the_packages_that_any_of_them_imported() -> None:
    results = [result(0), result(1, modules=["numpy"])]
    before = deepcopy(results)
    record = assemble(SUITE, results, distributions("numpy", "torch", "pip"))
    assert (record["schemaVersion"], record["kind"]) == (1, "record")
    assert (record["probe"], record["suite"]) == (lddpr.__version__, SUITE)
    assert [(run["scenario"], run["run"]) for run in record["runs"]] == [
        ("seeded", 0),
        ("seeded", 1),
    ]
    assert not any("facts" in run for run in record["runs"])
    assert record["environment"]["packages"] == [
        {"name": "numpy", "version": "1.0", "imported": True},
        {"name": "pip", "version": "1.0", "imported": False},
        {"name": "torch", "version": "1.0", "imported": True},
    ]
    assert results == before
