"""Ranks that die, as a broken dependency would kill them: through sitecustomize, in every rank."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from harness import Outcome, environment, members, probe
from lddpr.ranks import ending

Run = Callable[[str], Outcome]

IN_RANK_1 = """
import os, random
if os.environ.get("LOCAL_RANK") == "1":
    rank, draw, draws = os.getpid(), random.random, []
    def broken():
        if os.getpid() == rank:
            draws.append(1)
            if len(draws) == 4:
                {fault}
        return draw()
    random.random = broken
"""

IMPATIENT = """
import threading
start = threading.Thread.start
def sooner(thread):
    if thread.name == "child-process-observer":
        thread._sleep_period = 0.001
    start(thread)
threading.Thread.start = sooner
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def start(customization: str) -> Outcome:
        faults = tmp_path / "faults"
        faults.mkdir()
        (faults / "sitecustomize.py").write_text(customization)
        return probe(tmp_path, env=environment(faults))

    return start


def errors(outcome: Outcome) -> list[str]:
    lines = outcome.err.splitlines()
    prefix = "lddpr.main: error: "
    return [line.removeprefix(prefix) for line in lines if line.startswith(prefix)]


def assert_failed(outcome: Outcome) -> None:
    assert outcome.status == 2
    assert outcome.out == ""
    assert not list(outcome.directory.glob("rank*.json*"))
    deadline = monotonic() + 10  # a DataLoader worker looks for its parent every five seconds
    while members(outcome.pid) and monotonic() < deadline:
        sleep(0.1)
    assert members(outcome.pid) == []


@pytest.mark.slow
def test_exception_in_rank_1(run: Run) -> None:
    outcome = run(IN_RANK_1.format(fault="raise ValueError('a bad draw')"))
    assert_failed(outcome)
    assert errors(outcome)[0].startswith("training failed on rank 1: ValueError: a bad draw")
    assert "in broken" in (outcome.directory / "rank1.traceback.txt").read_text()


@pytest.mark.slow
def test_rank_1_is_killed_in_the_second_epoch(run: Run) -> None:
    outcome = run(IN_RANK_1.format(fault=f"os.kill(rank, {signal.SIGKILL:d})"))
    assert_failed(outcome)
    assert errors(outcome) == ["rank 1 was killed by SIGKILL"]


@pytest.mark.slow
def test_the_launcher_of_lightning_does_not_kill_rank_0_before_it_has_said_why(run: Run) -> None:
    outcome = run(IMPATIENT + IN_RANK_1.format(fault=f"os.kill(rank, {signal.SIGKILL:d})"))
    assert errors(outcome) == ["rank 1 was killed by SIGKILL"]


@pytest.mark.slow
def test_rank_1_ends_before_it_meets_the_others(run: Run) -> None:
    outcome = run("import os\nif os.environ.get('LOCAL_RANK') == '1': os._exit(7)")
    assert_failed(outcome)
    assert errors(outcome) == ["rank 1 ended with status 7"]


@pytest.mark.slow
def test_fault_in_the_workers_of_both_ranks(run: Run) -> None:
    fault = "def broken(): raise ValueError('a bad draw')"
    outcome = run(f"import numpy\n{fault}\nnumpy.random.random = broken")
    assert_failed(outcome)
    assert "Caught ValueError in DataLoader worker" in errors(outcome)[0]
    assert "ValueError: a bad draw" in errors(outcome)[0]


def test_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    command = [sys.executable, "-m", "lddpr.main", "--log_dir=file/logs"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.endswith("lddpr.main: error: cannot write to file/logs: Not a directory\n")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (1, "ended with status 1"),
        (130, "was interrupted by SIGINT"),
        (-9, "was killed by SIGKILL"),
        (-6, "was killed by SIGABRT"),
    ],
)
def test_endings(status: int, words: str) -> None:
    assert ending(status) == words
