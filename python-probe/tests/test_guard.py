"""The guard: it ends what a program leaves, and says so."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from harness import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")

GUARD = ROOT / "lddpr/guard.py"
# Leaves as daemons do, and becomes a program that nothing tells apart from others.
HIDE = """
import os, sys
if os.fork() == 0:
    os.setsid()
    if os.fork(): os._exit(0)
    null = os.open(os.devnull, os.O_RDWR)
    for each in (0, 1, 2): os.dup2(null, each)
    os.execve("/bin/sleep", ["sleep", "600"], {})
os.wait()
"""


@contextmanager
def guard(*words: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The guard of a program, and where it speaks."""
    hear, speak = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", GUARD],
        stdin=subprocess.PIPE,
        preexec_fn=lambda: os.dup2(speak, 3),  # noqa: PLW1509 - no threads here
        close_fds=False,
        start_new_session=True,
    )
    os.close(speak)
    assert process.stdin
    process.stdin.write("\0".join([str(len(words)), *words, ""]).encode())
    process.stdin.flush()
    try:
        yield process, hear
    finally:
        process.stdin.close()
        process.wait(20)
        os.close(hear)


def read_lines(hear: int) -> list[list[str]]:
    """All that the guard says, until it has ended."""
    text = b""
    while chunk := os.read(hear, 65536):
        text += chunk
    return [line.split() for line in text.decode().splitlines()]


def is_alive(pid: str) -> bool:
    return Path("/proc", pid).exists()


@pytest.mark.parametrize(
    ("code", "status"), [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", -9), ("kill -15 $$", -15)]
)
def test_it_tells_how_the_program_ended(code: str, status: int) -> None:
    with guard("sh", "-c", code) as (_, hear):
        (started, _), ended = read_lines(hear)
    assert (started, ended) == ("started", ["ended", str(status)])


@pytest.mark.parametrize(("program", "number"), [("/nonexistent", "2"), ("/etc/passwd", "13")])
def test_it_tells_why_the_program_cannot_be_started(program: str, number: str) -> None:
    with guard(program) as (process, hear):
        assert read_lines(hear) == [["failed", number]]
        assert process.wait(20) == 0


def test_words_arrive_as_they_are(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with guard("sh", "-c", 'printf "<%s>" "$@" > "$0"', str(out), "", "a\nb", "ü") as (_, hear):
        read_lines(hear)
    assert out.read_text("utf-8") == "<><a\nb><ü>"


def test_what_hides_is_adopted_named_and_ended() -> None:
    with guard(sys.executable, "-c", HIDE) as (_, hear):
        _, (left, pid, name), ended = read_lines(hear)
    assert (left, name, ended) == ("left", "sleep", ["ended", "0"])
    assert not is_alive(pid)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("sleep 600", -15),
        ("trap 'exit 3' TERM; sleep 600 & wait", 3),
        ("trap '' TERM; sleep 600; sleep 600", -9),
        ("kill -STOP $$; sleep 600", -9),
    ],
)
def test_the_program_is_ended_when_nobody_waits_for_it(code: str, status: int) -> None:
    with guard("sh", "-c", code) as (process, hear):
        assert os.read(hear, 100).startswith(b"started")
        sleep(0.2)
        assert process.poll() is None
        assert process.stdin
        process.stdin.close()
        begun = monotonic()
        *_, ended = read_lines(hear)
        assert ended == ["ended", str(status)]
        assert monotonic() - begun < 20


def test_half_an_order_starts_nothing() -> None:
    command = [sys.executable, "-I", "-S", str(GUARD)]
    assert subprocess.run(command, input=b"2\0true", check=False).returncode == 1
