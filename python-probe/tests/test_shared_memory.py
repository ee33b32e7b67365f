"""What killed processes leave in shared memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from lddpr.processes import kill

SHM = Path("/dev/shm")
HOLD = """
import mmap, os, sys
kept = open(sys.argv[1], "w+b")
kept.write(b"x" * 32)
kept.flush()
if sys.argv[2] == "map":
    memory = mmap.mmap(kept.fileno(), 0)
    kept.close()
elif sys.argv[2] == "rename":  # as glibc does
    os.link(sys.argv[1], sys.argv[3])
    os.unlink(sys.argv[1])
print("ready", flush=True)
input()
"""
TRACKED = """
import os, subprocess, sys, time
waits, held = os.pipe()
name = "multiprocessing." + "resource_tracker"  # nobody else's command has that
work = "import os, sys, time; os.read(0, 1); time.sleep(0.1); os.unlink(sys.argv[1])"
subprocess.Popen([sys.executable, "-c", work, sys.argv[1], name], stdin=waits)
os.close(waits)
for _ in range(20):
    if os.fork() == 0:
        break
else:
    print("ready", flush=True)
time.sleep(600)
"""
FORKING = """
import os, sys, time
for number in range(10**6):
    if number == 20:
        print("ready", flush=True)
    if os.fork() == 0:
        path = f"{sys.argv[1]}_{number}"
        kept = open(path, "w")
        time.sleep(0.05)
        os.unlink(path)
        os._exit(0)
    while number > 20 and os.waitpid(-1, os.WNOHANG)[0]:
        pass
"""


@pytest.fixture
def unique() -> Iterator[str]:
    unique = uuid4().hex
    yield unique
    for name in (unique[:6], int(unique[:6], 16)):
        for path in SHM.glob(f"*{name}*"):
            path.unlink()


def held(path: Path, how: str, *more: str, code: str = HOLD) -> subprocess.Popen[str]:
    """A process in a group of its own that has this file, and would take it away later."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path), how, *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=os.setpgrp,  # noqa: PLW1509 - no threads here
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("how", ["open", "map"])
@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("sem.{:.6}", True),  # of glibc, as it makes one
        ("sem.mp-{:.8}", True),  # of Python, before it takes the name away
        ("torch_1_{}_0", True),
        ("dataset-{:.6}", False),  # the user's
        ("sem.of-mine-{:.6}", False),
    ],
)
def test_only_names_that_were_to_go_are_taken_away(
    unique: str, name: str, goes: bool, how: str
) -> None:
    path = SHM / name.format(str(int(unique, 16)) if "torch" in name else unique)
    process = held(path, how)
    try:
        kill([process.pid])
        process.wait()
        assert path.exists() is not goes
    finally:
        process.kill()
        path.unlink(missing_ok=True)


def test_names_of_others_stay(unique: str) -> None:
    path = SHM / f"sem.{unique[:6]}"
    other, killed = held(path, "open"), held(SHM / f"sem.{unique[6:12]}", "open")
    try:
        kill([killed.pid])
        assert path.exists()
    finally:
        kill([other.pid])
    assert not path.exists()


def test_a_name_that_a_semaphore_got_after_it_was_opened_is_taken_away(unique: str) -> None:
    path = SHM / f"sem.mp-{unique[:8]}"
    process = held(SHM / f"sem.{unique[:6]}", "rename", str(path))
    assert path.exists()
    kill([process.pid])
    assert not path.exists()


def test_a_tracker_ends_after_its_work(unique: str) -> None:
    """The system hangs up on a group whose last parent elsewhere is gone, if somebody halts."""
    path = SHM / f"kept-{unique[:6]}"
    path.touch()
    process = held(path, "", code=TRACKED)
    kill([process.pid])
    assert not path.exists()


def test_nobody_who_is_forked_meanwhile_leaves_a_name(unique: str) -> None:
    for number in range(20):
        process = held(SHM / f"torch_{number}_{int(unique[:6], 16)}", "", code=FORKING)
        kill([process.pid])
        process.wait()
        assert not list(SHM.glob(f"torch_{number}_{int(unique[:6], 16)}_*"))
