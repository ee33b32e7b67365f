"""Signals to a training that somebody has started by hand: they end all of it, at any moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from harness import environment, members

ENDLESS = ("--max_epochs=20000",)
STARTING_SECONDS = 0.5  # before that there is only Python
RUNNING_SECONDS = 12.0
END_SECONDS = 20.0  # hangs are caught, not slow machines
TRIES = 20
STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143}
Send = Callable[[int, int], None]

DEAF = """
import sys, time
from lddpr.ranks import StartedRanks
from lddpr.signals import listen

class Deaf:
    def __del__(self):
        print("ready", flush=True)
        time.sleep(600)

listen(StartedRanks().interrupt)
Deaf()
"""


def start(command: list[str], directory: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=directory,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def assert_interrupted(process: subprocess.Popen[str], status: int) -> None:
    try:
        _, err = process.communicate(timeout=END_SECONDS)
        deadline = monotonic() + END_SECONDS
        while members(process.pid) and monotonic() < deadline:
            sleep(0.05)
        assert members(process.pid) == []
    finally:
        if members(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
    ours = [line for line in err.splitlines() if line.startswith("lddpr.main: error")]
    assert ours == ["lddpr.main: error: interrupted"]
    assert "Traceback" not in err
    assert process.returncode == status


def interrupt(directory: Path, seconds: float, number: signal.Signals, send: Send) -> None:
    process = start(["-m", "lddpr.main", *ENDLESS, f"--log_dir={directory}"], directory)
    sleep(seconds)
    send(process.pid, number)
    assert_interrupted(process, STATUS[number])


@pytest.mark.parametrize("number", STATUS)
def test_a_main_thread_that_is_deaf_does_not_keep_it(
    tmp_path: Path, number: signal.Signals
) -> None:
    process = start(["-c", DEAF], tmp_path)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    assert_interrupted(process, STATUS[number])


@pytest.mark.parametrize("send", [os.kill, os.killpg])
def test_a_training_is_interrupted(tmp_path: Path, send: Send) -> None:
    interrupt(tmp_path, 7, signal.SIGINT, send)


@pytest.mark.interference
@pytest.mark.parametrize("attempt", range(TRIES))
def test_a_training_is_interrupted_at_any_moment(tmp_path: Path, attempt: int) -> None:
    chance = random.Random(attempt)
    seconds = chance.uniform(STARTING_SECONDS, RUNNING_SECONDS)
    interrupt(tmp_path, seconds, chance.choice([*STATUS]), chance.choice([os.kill, os.killpg]))


def test_a_worker_does_not_speak_for_its_rank(tmp_path: Path) -> None:
    code = """
import os, signal, sys, time
from lddpr.signals import listen
listen(lambda number: os._exit(99))
pid = os.fork()
if pid == 0:
    time.sleep(600)
time.sleep(0.2)
os.kill(pid, signal.SIGTERM)
_, status = os.waitpid(pid, 0)
time.sleep(0.2)
print(os.waitstatus_to_exitcode(status))
"""
    process = start(["-c", code], tmp_path)
    out, _ = process.communicate(timeout=END_SECONDS)
    assert (process.returncode, out) == (0, f"{-signal.SIGTERM}\n")


def test_a_rank_that_does_not_listen_yet_shows_no_traceback(tmp_path: Path) -> None:
    rank = """
import os, signal, time
from lddpr.signals import listen
os.kill(os.getpid(), signal.SIGINT)
print("not yet", flush=True)
listen(lambda number: os._exit(number))
time.sleep(600)
"""
    code = f"""
import subprocess, sys
from lddpr.signals import listen
listen(lambda number: None)
sys.exit(subprocess.run([sys.executable, "-c", {rank!r}]).returncode)
"""
    process = start(["-c", code], tmp_path)
    out, err = process.communicate(timeout=END_SECONDS)
    assert (out, err, process.returncode) == ("not yet\n", "", signal.SIGINT)
