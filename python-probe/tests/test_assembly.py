"""What the results of runs become."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

import lddpr
from lddpr.assembly import SHARED, UNRECORDED, assemble, shared_environment, shown
from lddpr.installed import Installed
from lddpr.run import RunError

FRAMEWORK = {"name": "lightning", "version": "2.6.6", "file": "lightning/__init__.py"}
FACTS = {
    "framework": FRAMEWORK,
    "torch": "2.13.0+cpu (torch/__init__.py)",
    "numpy": "2.4.6 (numpy/__init__.py)",
    "python": "3.11.7",
    "platform": "linux-x86_64",
    "accelerator": "cpu",
    "deviceModel": None,
    "cuda": None,
    "gpu": None,
    "device": None,
    "cpuCapability": "AVX2",
    "threads": 1,
    "hashSeed": "random",
    "modules": ["lightning", "torch"],
}
# fact -> what no other rank may have instead
OTHERS: dict[str, list[Any]] = {
    "framework": [{**FRAMEWORK, "version": "2.6.5"}, {**FRAMEWORK, "file": "x"}],
    "torch": ["2.12.0 (torch/__init__.py)", "2.13.0+cpu (elsewhere/torch/__init__.py)"],
    "numpy": ["1.26.4 (numpy/__init__.py)"],
    "python": ["3.11.8"],
    "platform": ["linux-aarch64"],
    "accelerator": ["cuda"],
    "deviceModel": ["NVIDIA A100"],
    "cuda": ["12.8"],
    "threads": [2],
    "cpuCapability": ["AVX512"],
}
SUITE = {"name": "test", "scenarios": []}


def result(number: int, *differs: dict[str, Any]) -> dict[str, Any]:
    """What ``Run.result`` gives of a run of two ranks."""
    return {
        "scenario": "seeded",
        "run": number,
        "seconds": 1.5,
        "retries": 0,
        "facts": [{**FACTS, **each} for each in differs or ({}, {})],
        "partition": [{"epoch": 0, "drawn": 16, "distinct": 16, "shared": 0}],
        "channels": {"rank0/order": []},
    }


def distributions(*names: str) -> Installed:
    return Installed(dict.fromkeys(names, "1.0"), {name: [name] for name in names})


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in OTHERS.items() for value in values]
)
@pytest.mark.parametrize("odd", [1, 2])
def test_ranks_in_different_environments_are_no_record(name: str, value: Any, odd: int) -> None:
    names = ["rank 0 of a, run 1", "rank 1 of a, run 1", "rank 0 of b, run 1"]
    facts = {
        each: {**FACTS, name: value} if number == odd else dict(FACTS)
        for number, each in enumerate(names)
    }
    with pytest.raises(RunError) as failure:
        shared_environment(facts)
    assert str(failure.value) == (
        f"the ranks do not share one environment: {name} is {shown(value)} on {names[odd]}, "
        f"but {shown(FACTS[name])} on {names[0]}"
    )


def test_the_rank_and_the_run_that_differ_are_named() -> None:
    sentence = "threads is 2 on rank 1 of seeded, run 2, but 1 on rank 0 of seeded, run 1$"
    with pytest.raises(RunError, match=sentence):
        assemble(SUITE, [result(0), result(1, {}, {"threads": 2})], distributions("torch"))


def test_a_framework_is_shown_as_people_write_it() -> None:
    assert shown(FRAMEWORK) == "lightning 2.6.6 (lightning/__init__.py)"


def test_every_shared_fact_has_a_case() -> None:
    assert set(OTHERS) == set(SHARED)


def test_the_environment_is_that_of_the_first_rank() -> None:
    other = {**FACTS, "modules": ["numpy"], "hashSeed": "7"}
    expected = {name: value for name, value in FACTS.items() if name not in UNRECORDED}
    assert shared_environment({"one": FACTS, "other": other}) == expected


def test_a_record_has_all_runs_and_the_packages_that_any_of_them_imported() -> None:
    results = [result(0), result(1, {}, {"modules": ["numpy"]})]
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


def test_a_record_has_the_gpu_of_every_rank() -> None:
    versions = {"driver": "580.159.04", "nccl": "2.28.9", "cudnn": "91400", "hip": None}

    def ranks(*uuids: str) -> list[dict[str, Any]]:
        return [
            {"gpu": deepcopy(versions), "device": {"name": "H100", "uuid": uuid}} for uuid in uuids
        ]

    results = [result(0, *ranks("a")), result(1, *ranks("a", "b"))]
    environment = assemble(SUITE, results, distributions("torch"))["environment"]
    assert environment["gpu"] == {
        **versions,
        "devices": [{"name": "H100", "uuid": "a"}, {"name": "H100", "uuid": "b"}],
    }
    assert "device" not in environment
