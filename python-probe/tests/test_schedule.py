"""Which run starts when, without starting one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lddpr.run import Run
from lddpr.scenario import Scenario
from lddpr.schedule import (
    Machine,
    Pace,
    next_run,
    pace,
    plan_runs,
    slowdown,
    starting_order,
)
from suites import entry

OUT = Path("out")
SCENARIOS = (
    entry("seeded", Scenario(), runs=2),
    entry("launcher", Scenario(), launcher="lightning"),
    entry("resumed", Scenario(), runs=2, resumes="seeded"),
)


def names(runs: list[Run]) -> list[str]:
    return [run.name for run in runs]


@pytest.fixture
def runs() -> list[Run]:
    return plan_runs(SCENARIOS, OUT)


def test_runs_are_in_the_order_of_the_plan(runs: list[Run]) -> None:
    assert names(runs) == [
        "seeded, run 1",
        "seeded, run 2",
        "launcher, run 1",
        "resumed, run 1",
        "resumed, run 2",
    ]
    assert [run.directory.name for run in runs][:3] == ["seeded-0", "seeded-1", "launcher-0"]


def test_a_run_resumes_the_one_with_the_same_number(runs: list[Run]) -> None:
    first, second, launcher, *resumed = runs
    assert [run.after for run in resumed] == [first, second]
    for before, after in zip((first, second), resumed, strict=True):
        assert f"--checkpoint_dir={before.checkpoint}" in before.toggles
        assert f"--resume_from={before.checkpoint}" in after.toggles
    assert launcher.after is None


@pytest.mark.parametrize(
    ("toggle", "flag"),
    [
        ({"num_sanity_val_steps": 2}, "--num_sanity_val_steps=2"),
        ({"validate": True}, "--validate=True"),
        ({"max_steps": None}, "--max_steps=0"),
        ({"max_steps": 3}, "--max_steps=3"),
        ({"model": "regularized"}, "--model=regularized"),
        ({"validate": "quiet"}, "--validate=quiet"),
        ({"precision": "bf16-mixed"}, "--precision=bf16-mixed"),
        ({"trainer": "default"}, "--trainer=default"),
        ({"in_order": False}, "--in_order=0"),
        ({"draws": True}, "--draws=True"),
    ],
)
def test_toggles_are_flags_of_the_probe(toggle: dict[str, Any], flag: str) -> None:
    (run,) = plan_runs([entry("one", Scenario(), **toggle)], OUT)
    assert flag in run.toggles


def test_the_slow_start_of_a_launcher_is_first(runs: list[Run]) -> None:
    order = names(starting_order(runs))
    assert order == ["launcher, run 1", *(name for name in names(runs) if "launcher" not in name)]


ONE, TWO = Pace(1, False, 60.0), Pace(2, False, 60.0)


def test_as_many_runs_of_a_kind_go_on_as_there_are_jobs(runs: list[Run]) -> None:
    first, second, launcher, *_ = runs
    assert next_run([second], [], (), ONE) is second
    assert next_run([second], [first], (), ONE) is None
    assert next_run([second], [first], (), TWO) is second
    assert next_run([second], [launcher], (), ONE) is second
    assert next_run([launcher], [launcher], (), ONE) is None
    assert next_run([launcher, second], [launcher], (), ONE) is second


def test_on_a_gpu_a_run_through_a_launcher_is_one_of_them(runs: list[Run]) -> None:
    first, second, launcher, *_ = runs
    alone = Pace(1, True, 60.0)
    assert next_run([second], [launcher], (), alone) is None
    assert next_run([launcher], [first], (), alone) is None
    assert next_run([launcher], [], (), alone) is launcher


def test_a_run_that_resumes_another_waits_for_its_end(runs: list[Run]) -> None:
    first, second, _, resumed, _ = runs
    assert next_run([resumed, second], [first], (), TWO) is second
    assert next_run([resumed], [first], (), TWO) is None
    assert next_run([resumed, second], [], {first.name}, TWO) is resumed
    assert next_run([], [], {first.name}, TWO) is None


GIB = 1 << 30
LARGE = Machine(64, 256 * GIB)
# accelerator, way, machine, seconds for all -> how many of four jobs, and how long each
PACES = [
    ("cpu", "warm", LARGE, 600, Pace(4, False, 600)),
    ("cpu", "warm", LARGE, 50, Pace(4, False, 50)),
    ("cpu", "slow", LARGE, 600, Pace(4, False, 600)),
    ("gpu", "warm", LARGE, 600, Pace(1, True, 600, 60)),
    ("gpu", "cold", LARGE, 600, Pace(1, True, 600, 60)),
    ("cpu", "cold", LARGE, 600, Pace(4, True, 600)),
    ("cpu", "cold", Machine(2, 256 * GIB), 600, Pace(2, True, 600)),
    ("cpu", "cold", Machine(1, 256 * GIB), 600, Pace(1, True, 600)),
    ("cpu", "cold", Machine(64, 2 * GIB), 600, Pace(2, True, 600)),
    ("cpu", "cold", Machine(64, GIB // 4), 600, Pace(1, True, 600)),
]


@pytest.mark.parametrize(("accelerator", "way", "machine", "timeout", "expected"), PACES)
def test_pace(
    accelerator: str,
    way: str,
    machine: Machine,
    timeout: float,
    expected: Pace,
    runs: list[Run],
) -> None:
    what = {"accelerator": accelerator, "jobs": 4, "timeout": timeout}
    assert pace(what, runs, way, machine) == expected


def test_of_many_runs_each_has_several_times_its_share(runs: list[Run]) -> None:
    what = {"accelerator": "cpu", "jobs": 2, "timeout": 600}
    assert pace(what, runs * 5, "warm", LARGE).seconds == 4 * 600 * 2 / 25
    assert pace(what, runs * 50, "warm", LARGE).seconds == 60  # but never less
    assert pace(what, runs * 5, "slow", LARGE).seconds == 600


def test_the_more_ranks_there_are_the_more_a_cold_start_costs(runs: list[Run]) -> None:
    assert 1 < slowdown(runs) < slowdown(runs * 5) < 8


def test_this_machine_has_cores_and_memory() -> None:
    machine = Machine.look()
    assert machine.cores >= 1
    assert machine.memory > 1 << 20


def test_a_run_that_imports_may_take_what_the_suite_has(runs: list[Run]) -> None:
    late = [run.name for run in runs if Pace(2, False, 60).is_late(run, run.started + 61)]
    assert late == [name for name in names(runs) if name != "launcher, run 1"]
    assert not any(Pace(2, False, 60).is_late(run, run.started + 59) for run in runs)
