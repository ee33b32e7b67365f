"""What a container does not give: one sentence each, with what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest

from harness import SECONDS, environment

PIDS = Path("/sys/fs/cgroup/pids")
UNSHARE = ["unshare", "--mount", "sh", "-c"]
MAY_UNSHARE = (
    shutil.which("unshare")
    and not subprocess.run([*UNSHARE, ":"], capture_output=True, check=False).returncode
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not MAY_UNSHARE, reason="nobody may mount here (unshare --mount)"),
]


@contextmanager
def limited(processes: int) -> Iterator[Path]:
    """A control group with so many processes."""
    group = PIDS / f"lddpr-{os.getpid()}"
    group.mkdir()
    try:
        (group / "pids.max").write_text(str(processes))
        yield group
    finally:
        for _ in range(100):
            if not (group / "cgroup.procs").read_text():
                break
            sleep(0.1)
        group.rmdir()


def training(directory: Path, before: str) -> str:
    """What a training says that starts after a command of the shell."""
    train = f"exec {sys.executable} -m lddpr.main --log_dir={directory / 'logs'}"
    done = subprocess.run(
        [*UNSHARE, f"{before} && {train}"],
        cwd=directory,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 2, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("lddpr.main: error")]
    return lines[0] if lines else done.stderr


def test_shared_memory_that_is_too_small(tmp_path: Path) -> None:
    said = training(tmp_path, "mount -t tmpfs -o size=4k tmpfs /dev/shm")
    assert "No space left on device (/dev/shm is too small; a container takes --shm-size" in said


@pytest.mark.skipif(not PIDS.is_dir(), reason="no control groups of version 1 here")
def test_too_few_processes(tmp_path: Path) -> None:
    with limited(20) as group:
        said = training(tmp_path, f"echo $$ > {group}/cgroup.procs")
    assert "this machine allows no more processes; raise --pids-limit" in said


def test_too_few_open_files(tmp_path: Path) -> None:
    said = training(tmp_path, "ulimit -n 18")
    assert "this machine allows no more open files; raise ulimit -n" in said
