"""The supervisor itself is killed or stopped, or its guard: who started them cleans up after them.

LDDPR_MOMENTS says how often, LDDPR_SEED repeats what a failure has printed.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from random import Random
from time import monotonic, sleep
from uuid import uuid4

import pytest
from disturbed_suite import (
    LATEST,
    MARK,
    MOMENTS,
    START_SECONDS,
    Part,
    find_marked,
    find_orphans,
    shared_memory,
)

from harness import environment

pytestmark = pytest.mark.interference

PARTS = {"supervisor": "lddpr.suite", "guard": "lddpr/guard.py"}
# signal -> seconds that the suite has, and what the program says
ENDS = {
    signal.SIGKILL: (60, "the probe was killed by SIGKILL"),
    signal.SIGSTOP: (15, "timed out after 15 s while "),
}
ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "dist/cli.js"
OWN_NODE = ROOT / "node_modules/.bin/node"
NODE = str(OWN_NODE) if OWN_NODE.exists() else shutil.which("node")
CHECK = ["check", "--suite=quick", "--no-install", "--accelerator=cpu", "--report-dir=report"]


def runs() -> bool:
    """Whether there are a Node and a program that fit each other."""
    if NODE is None:
        return False
    tried = subprocess.run([NODE, PROGRAM, "--help"], capture_output=True, check=False)
    return tried.returncode == 0


def line(mark: str) -> list[Part]:
    """The supervisor and its guards, one around the other; other programs have guards, too."""
    found = find_marked(mark)
    part = next((each for each in found.values() if PARTS["supervisor"] in each.command), None)
    parts = []
    while part:
        parts.append(part)
        part = found.get(part.parent)
    return parts


@pytest.mark.skipif(not runs(), reason="needs dist/ and a Node that runs it")
@pytest.mark.parametrize("number", range(MOMENTS))
@pytest.mark.parametrize("how", ENDS, ids=[how.name for how in ENDS])
@pytest.mark.parametrize("part", PARTS)
def test_the_supervisor_itself(part: str, how: signal.Signals, number: int) -> None:
    seed = os.environ.get("LDDPR_SEED") or str(secrets.randbelow(10**6))
    chance = Random(f"{seed} {part} {how.name} {number}")
    moment = chance.uniform(0, 2 * START_SECONDS)
    print(f"LDDPR_SEED={seed}: {how.name} at {moment:.2f} s")
    timeout, sentence = ENDS[how]
    mark = uuid4().hex
    with tempfile.TemporaryDirectory(prefix="lddpr-") as name:
        directory = Path(name)
        (directory / "tmp").mkdir()
        temporary = str(directory / "tmp")
        variables = {MARK: mark, "TMPDIR": temporary, "RUNNER_TEMP": temporary}
        shared = shared_memory()
        started = monotonic()
        program = subprocess.Popen(
            [str(NODE), PROGRAM, *CHECK, f"--timeout={timeout}", f"--python={sys.executable}"],
            cwd=directory,
            env=environment(**variables),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not (pids := [each.pid for each in line(mark) if PARTS[part] in each.command]):
                assert program.poll() is None
                sleep(0.02)
            sleep(moment)
            with suppress(ProcessLookupError):
                os.kill(chance.choice(pids), how)  # the guard has another one around it
            status = program.wait(timeout + LATEST + started - monotonic() + moment)
            left = [part.command for part in find_marked(mark).values()]
        finally:
            for pid in find_marked(mark):
                os.kill(pid, signal.SIGKILL)
            program.wait()
        report = json.loads((directory / "report/report.json").read_text("utf-8"))
        assert left == []
        assert list((directory / "tmp").iterdir()) == []
        assert find_orphans(shared_memory() - shared) == set()
    if report["verdict"] != "new":  # it was over before
        assert (status, report["verdict"]) == (2, "error")
        assert report["summary"].startswith(sentence)
