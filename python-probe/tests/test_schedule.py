"""Which run starts when, without starting one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lddpr import device
from lddpr.run import Run
from lddpr.scenario import Scenario
from lddpr.schedule import job_count, next_run, plan_runs, starting_order
from lddpr.suite import Suite
from suites import entry, plan

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


def test_as_many_warm_runs_go_on_as_there_are_jobs(runs: list[Run]) -> None:
    first, second, launcher, *_ = runs
    assert next_run([second], [], (), 1) is second
    assert next_run([second], [first], (), 1) is None
    assert next_run([second], [first], (), 2) is second
    assert next_run([second], [launcher], (), 1) is second
    assert next_run([launcher], [first], (), 1) is None


def test_a_run_that_resumes_another_waits_for_its_end(runs: list[Run]) -> None:
    first, second, _, resumed, _ = runs
    assert next_run([resumed, second], [first], (), 2) is second
    assert next_run([resumed], [first], (), 2) is None
    assert next_run([resumed, second], [], {first.name}, 2) is resumed
    assert next_run([], [], {first.name}, 2) is None


# accelerator, whether there is a GPU -> jobs of four
JOBS = [("cpu", False, 4), ("cpu", True, 4), ("auto", False, 4), ("auto", True, 1)]
JOBS += [("gpu", True, 1), ("gpu", False, 4)]


@pytest.mark.parametrize(("accelerator", "has_gpu", "jobs"), JOBS)
def test_runs_that_may_share_a_gpu_go_one_after_the_other(
    accelerator: str, has_gpu: bool, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert job_count(4, accelerator, has_gpu) == jobs
    driver = tmp_path / "nvidiactl"
    if has_gpu:
        driver.touch()
    monkeypatch.setattr(device, "NVIDIA", driver)
    suite = Suite({**plan(*SCENARIOS), "accelerator": accelerator, "jobs": 4}, OUT)
    assert suite.jobs == jobs
