"""The supervisor: complete records or one clear error, and nothing that is left running."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from time import sleep

import pytest

from harness import members
from lddpr.scenario import Scenario
from suites import NOTE_PARENTS, entry, environment_with, finish, forks, plan, start, suite

pytestmark = pytest.mark.slow

ONE = plan(entry("seeded", Scenario()))


def test_repeats_agree_and_come_from_parents_with_their_own_hash_seed(tmp_path: Path) -> None:
    env = environment_with(tmp_path, NOTE_PARENTS)
    two = suite(tmp_path, plan(entry("seeded", Scenario(), runs=2)), env)
    assert two.record, two.last
    first, second = two.record["runs"]
    assert first["channels"] == second["channels"]
    _, _, *ranks = forks(tmp_path)  # the first two are trials
    one, other = ranks[0], ranks[-1]
    assert one != other
    assert ranks == [one, one, other, other] or first["retries"] + second["retries"]


def test_unseeded_ranks_and_repeats_draw_anew_after_the_fork(tmp_path: Path) -> None:
    # Four runs, so that two of them come from the same parents.
    scenario = Scenario(seed_everything=False, num_workers=0, max_epochs=1)
    outcome = suite(tmp_path, plan(entry("unseeded", scenario, runs=4)))
    assert outcome.record, outcome.last
    for library in ("python", "numpy", "torch"):
        heads = [
            run["channels"][f"rank{rank}/main/{library}"][0]["head"][0]
            for run in outcome.record["runs"]
            for rank in range(2)
        ]
        assert len(set(heads)) == len(heads), library


def test_the_partition_counts_padding(tmp_path: Path) -> None:
    outcome = suite(tmp_path, plan(entry("uneven", Scenario(dataset_size=13, batch_size=3))))
    assert outcome.record, outcome.last
    for facts in outcome.record["runs"][0]["partition"]:
        assert (facts["drawn"], facts["distinct"], facts["shared"]) == (14, 13, 1)


def test_a_run_resumes_another_where_that_has_stopped(tmp_path: Path) -> None:
    what = plan(
        entry("cut", Scenario(max_epochs=2)),
        entry("resumed", Scenario(), resumes="cut"),
        entry("full", Scenario()),
    )
    outcome = suite(tmp_path, what)
    assert outcome.record, outcome.last
    cut, resumed, full = (run["channels"] for run in outcome.record["runs"])
    assert [facts["epoch"] for facts in resumed["rank0/order"]] == [2]
    assert cut["rank0/order"] == full["rank0/order"][:2]
    assert resumed["rank0/weights.start"] == cut["rank0/weights.end"]


def test_a_sanity_check_is_run_and_leaves_the_streams_alone(tmp_path: Path) -> None:
    what = plan(entry("plain", Scenario()), entry("sanity", Scenario(), num_sanity_val_steps=2))
    outcome = suite(tmp_path, what)
    assert outcome.record, outcome.last
    plain, sanity = (run["channels"] for run in outcome.record["runs"])
    assert plain == sanity


STALL_ONCE = """
import os, sys, time
from pathlib import Path
mark = Path(__file__).with_name("stalled")
replace = os.replace
def stall(source, target, **options):
    if str(target).endswith("rank1.json") and not mark.exists():
        mark.touch()
        time.sleep(600)
    return replace(source, target, **options)
os.replace = stall
"""


def test_a_run_that_stalls_is_started_once_more_and_that_is_said(tmp_path: Path) -> None:
    outcome = suite(tmp_path, ONE, environment_with(tmp_path, STALL_ONCE))
    assert outcome.record, outcome.last
    assert {"event": "retried", "run": "seeded, run 1", "reason": "stalled"} in outcome.events
    assert outcome.record["runs"][0]["retries"] == 1
    assert members(outcome.pid) == []


def test_a_run_that_stalls_twice_is_an_error(tmp_path: Path) -> None:
    always = STALL_ONCE.replace("mark.touch()", "pass")
    outcome = suite(tmp_path, ONE, environment_with(tmp_path, always))
    assert outcome.last["message"].startswith("seeded, run 1: stalled twice")
    assert outcome.record is None
    assert members(outcome.pid) == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_supervisor_that_is_stopped_leaves_nothing(tmp_path: Path, how: signal.Signals) -> None:
    process = start(tmp_path, plan(entry("seeded", Scenario(max_epochs=500))))
    sleep(4)
    os.kill(process.pid, how)
    outcome = finish(tmp_path, process)
    assert outcome.last == {
        "event": "error",
        "message": f"the probe was stopped by {how.name}",
        "detail": "",
        "stage": "",
    }
    assert members(outcome.pid) == []


RAISE_IN_RANK_1 = """
import os
replace = os.replace
def fail(source, target, **options):
    if str(target).endswith("rank1.json"):
        raise OSError(28, "No space left on device")
    return replace(source, target, **options)
os.replace = fail
"""


def test_the_first_rank_that_fails_ends_its_peers(tmp_path: Path) -> None:
    outcome = suite(tmp_path, ONE, environment_with(tmp_path, RAISE_IN_RANK_1))
    assert outcome.status == 2
    assert "rank 1: OSError: [Errno 28] No space left on device" in outcome.last["message"]
    assert members(outcome.pid) == []


def test_a_suite_that_is_out_of_time_says_what_it_was_about(tmp_path: Path) -> None:
    outcome = suite(tmp_path, ONE | {"timeout": 0.5})
    assert outcome.last["stage"] == "importing torch and lightning"
    assert outcome.last["message"] == f"not finished after 0.5 s: {outcome.last['stage']}"
