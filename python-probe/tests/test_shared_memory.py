"""What killed processes leave in shared memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from lddpr.processes import kill

SHM = Path("/dev/shm")
HOLD = """
import mmap, sys
kept = open(sys.argv[1], "w+b")
kept.write(b"x" * 32)
kept.flush()
if sys.argv[2] == "map":
    memory = mmap.mmap(kept.fileno(), 0)
    kept.close()
print("ready", flush=True)
input()
"""


@pytest.fixture
def unique() -> Iterator[str]:
    unique = uuid4().hex
    yield unique
    for path in SHM.glob(f"*{unique[:6]}*"):
        path.unlink()


def held(path: Path, how: str) -> subprocess.Popen[str]:
    """A process in a group of its own that has this file, and would take it away later."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
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
