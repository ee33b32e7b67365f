"""How the ranks of a suite start, on which device, and who may disturb it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness import SECONDS, members
from lddpr.scenario import Scenario
from lddpr.workers import start_method
from suites import entry, environment_with, plan, start, suite

pytestmark = pytest.mark.slow

BOTH = plan(entry("warm", Scenario()), entry("launcher", Scenario(), launcher="lightning"))
NOTE_INTERPRETERS = """
import os, sys
with open(os.path.join(os.path.dirname(__file__), "interpreters"), "a") as notes:
    print(sys.orig_argv[2], os.environ.get("LOCAL_RANK"), file=notes)
"""


def interpreters(directory: Path) -> list[str]:
    """What has been started as a new process, and its rank."""
    lines = (directory / "site/interpreters").read_text().splitlines()
    return sorted(line for line in lines if line.startswith("lddpr."))


def test_each_rank_of_a_run_through_lightnings_launcher_is_a_new_process(tmp_path: Path) -> None:
    outcome = suite(tmp_path, BOTH, environment_with(tmp_path, NOTE_INTERPRETERS))
    assert outcome.record, outcome.last
    warm, launched = outcome.record["runs"]
    assert warm["channels"] == launched["channels"]
    assert "Initializing distributed" in (tmp_path / "out/launcher-0/output.txt").read_text()
    assert interpreters(tmp_path) == [
        "lddpr.main 1",
        "lddpr.main None",
        "lddpr.suite None",
        "lddpr.warm None",
        "lddpr.warm None",
    ]
    way = {"start": "warm", "workers": start_method(), "why": "", "times": 1}
    assert {"event": "ranks", **way} in outcome.events


OTHER_THREADS = """
import os
if os.environ.get("LOCAL_RANK") == "1":
    os.environ["OMP_NUM_THREADS"] = "2"
"""


def test_a_rank_that_the_launcher_gave_other_surroundings_is_named(tmp_path: Path) -> None:
    outcome = suite(tmp_path, BOTH, environment_with(tmp_path, OTHER_THREADS))
    assert outcome.last["message"] == (
        "the ranks do not share one environment: threads is 2 on rank 1 of launcher, run 1, "
        "but 1 on rank 0 of warm, run 1"
    )


AGENT = """
import threading, time
threading.Thread(target=time.sleep, args=(600,), daemon=True, name="apm-agent").start()
"""


def test_ranks_start_cold_where_an_import_leaves_a_thread(tmp_path: Path) -> None:
    what = plan(
        entry("seeded", Scenario(max_epochs=1)),
        entry("launcher", Scenario(max_epochs=1), launcher="lightning"),
    )
    site = NOTE_INTERPRETERS + AGENT
    outcome = suite(tmp_path, what, environment_with(tmp_path, site))
    assert outcome.record, outcome.last
    cold, launched = outcome.record["runs"]
    assert cold["channels"] == launched["channels"]
    assert interpreters(tmp_path)[:4] == [
        "lddpr.main 0",
        "lddpr.main 1",
        "lddpr.main 1",
        "lddpr.main None",
    ]
    (told,) = [event for event in outcome.events if event["event"] == "ranks"]
    assert (told["start"], told["times"] >= 1) == ("cold", True)
    assert told["why"] == "threads run after the imports: apm-agent"
    assert members(outcome.pid) == []


NO_THIRD_FORK = """
import os, sys
if "lddpr.warm" in sys.orig_argv:
    inner, forks = os.fork, []
    def fork():
        forks.append(1)
        if len(forks) == 3:
            raise OSError(12, "Cannot allocate memory")
        return inner()
    os.fork = fork
"""


def test_what_cannot_be_forked_later_starts_cold_from_then_on(tmp_path: Path) -> None:
    what = plan(entry("seeded", Scenario(max_epochs=1), runs=2))
    outcome = suite(tmp_path, what, environment_with(tmp_path, NO_THIRD_FORK))
    assert outcome.record, outcome.last
    first, second = [run["channels"] for run in outcome.record["runs"]]
    assert first == second
    told = [event for event in outcome.events if event["event"] == "ranks"]
    assert [event["start"] for event in told] == ["warm", "cold"]
    assert told[1]["why"] == "a warm parent cannot fork: Cannot allocate memory"
    assert members(outcome.pid) == []


NOISE = """
import os, sys
os.write(1, b'{"event": "done"}\\n{"event": "error", "message": "", "detail": ""} and no end')
os.write(2, b"noise")
"""


def test_what_imports_print_disturbs_nobody(tmp_path: Path) -> None:
    marked = {**plan(entry("seeded", Scenario(max_epochs=1))), "mark": "secret "}
    process = start(tmp_path, marked, environment_with(tmp_path, NOISE))
    out, _ = process.communicate(timeout=SECONDS)
    assert out.startswith('{"event": "done"}')
    ours = [line.removeprefix("secret ") for line in out.splitlines() if line.startswith("secret ")]
    events = [json.loads(line)["event"] for line in ours]
    assert events == ["environment", "device", "ranks", "finished", "done"]
