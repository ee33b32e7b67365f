"""Signals to a training that somebody has started by hand: they end all of it, at any moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
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


def start(command: list[str], directory: Path, *sites: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=directory,
        env=environment(*sites),
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


@pytest.mark.slow
def test_a_rank_that_starts_workers_in_another_way_is_interrupted(tmp_path: Path) -> None:
    method = "import multiprocessing\nmultiprocessing.set_start_method('forkserver', force=True)"
    (tmp_path / "sitecustomize.py").write_text(method)
    command = ["-m", "lddpr.main", *ENDLESS, f"--log_dir={tmp_path / 'logs'}"]
    process = start(command, tmp_path, tmp_path)
    while process.poll() is None and not any(map(is_worker, members(process.pid))):
        sleep(0.1)
    process.send_signal(signal.SIGTERM)
    assert_interrupted(process, 143)


def is_worker(member: str) -> bool:
    """Whether it is the server that forks workers, or one of them."""
    pid, _, _ = member.partition(" ")
    with suppress(OSError):
        return b"multiprocessing.forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


@pytest.mark.interference
@pytest.mark.parametrize("attempt", range(TRIES))
def test_a_training_is_interrupted_at_any_moment(tmp_path: Path, attempt: int) -> None:
    chance = random.Random(attempt)
    seconds = chance.uniform(STARTING_SECONDS, RUNNING_SECONDS)
    interrupt(tmp_path, seconds, chance.choice([*STATUS]), chance.choice([os.kill, os.killpg]))


@pytest.mark.parametrize("number", STATUS)
def test_of_a_group_only_the_rank_hears_it(tmp_path: Path, number: signal.Signals) -> None:
    code = """
import os, time
from lddpr.signals import listen
def end(number):
    time.sleep(0.2)
    print("gone" if os.waitpid(worker, os.WNOHANG)[0] else "alive", flush=True)
    os.kill(worker, 9)
    os._exit(128 + number)
listen(end)
worker = os.fork()
if worker:
    print("ready", flush=True)
time.sleep(600)
"""
    quiet = ["-W", "ignore::DeprecationWarning"]  # of a fork beside a thread
    process = start([*quiet, "-c", code], tmp_path)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    os.killpg(process.pid, number)
    assert process.communicate(timeout=END_SECONDS) == ("alive\n", "")
    assert process.returncode == STATUS[number]


@pytest.mark.parametrize("number", STATUS)
def test_a_rank_that_does_not_listen_yet_hears_it_later(
    tmp_path: Path, number: signal.Signals
) -> None:
    rank = f"""
import os, signal, time
from lddpr.signals import listen
os.kill(os.getpid(), {number:d})
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
    assert (out, err, process.returncode) == ("not yet\n", "", number)
