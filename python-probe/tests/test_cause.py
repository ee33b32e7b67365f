"""Which error of a chain is told, and what to do about it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from lddpr import cause
from lddpr.cause import one_line, with_remedy


def chain(*errors: BaseException) -> BaseException:
    """The last of these errors, each of which came up while the one before it was handled."""
    for earlier, later in pairwise(errors):
        later.__context__ = earlier
    return errors[-1]


def test_a_dead_worker_is_told_of_whatever_its_absence_breaks() -> None:
    with pytest.raises(KeyError) as caught:  # noqa: PT012 - the one error comes of the other
        try:
            raise RuntimeError("DataLoader worker (pid 7) is killed by signal: Killed. \nmore")
        finally:
            raise KeyError("thread")
    assert one_line(caught.value).startswith("RuntimeError: DataLoader worker (pid 7) is killed")


NO_ROOM = OSError(28, "No space left on device")
COMBINED = RuntimeError("Please call `iter(combined_loader)` first.")


def test_what_the_machine_refuses_is_told_and_not_what_comes_of_it() -> None:
    assert one_line(chain(NO_ROOM, COMBINED)).startswith("OSError: [Errno 28] No space left")


def test_an_error_that_was_handled_on_the_way_is_not_the_cause() -> None:
    missing = FileNotFoundError(2, "No such file or directory", "optional.json")
    assert one_line(chain(missing, ValueError("a bad draw"))) == "ValueError: a bad draw"


def test_an_explicit_cause_counts_too() -> None:
    with pytest.raises(ValueError, match="later") as caught:
        raise ValueError("later") from BlockingIOError(11, "Resource temporarily unavailable")
    assert "--pids-limit" in one_line(caught.value)


def test_a_chain_that_bites_its_tail_ends() -> None:
    one, other = ValueError("one"), ValueError("other")
    one.__context__, other.__context__ = other, one
    assert one_line(one) == "ValueError: one"


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (
            RuntimeError("DataLoader worker (pid 7) is killed by signal: Bus error. It"),
            "--shm-size",
        ),
        (RuntimeError("unable to write to file </torch_7_8>: No space left (28)"), ""),
        (RuntimeError("unable to write to file </torch_7>: No space left on device"), "--shm-size"),
        (RuntimeError("can't start new thread"), "ulimit -u"),
        (BlockingIOError(11, "Resource temporarily unavailable"), "ulimit -u"),
        (OSError(24, "Too many open files"), "ulimit -n"),
        (RuntimeError("DataLoader worker (pid 7) is killed by signal: Killed. "), "memory"),
        (MemoryError(), "memory"),
        (
            RuntimeError("CUDA error: CUDA-capable device(s) is/are busy or unavailable\nmore\n"),
            "nvidia-smi -c",
        ),
        (RuntimeError("CUDA out of memory. Tried to allocate 2 MiB"), "another process has"),
        (RuntimeError("CUDA error: no kernel image is available for execution"), "no code for"),
    ],
)
def test_a_shortage_comes_with_what_to_do(error: BaseException, remedy: str) -> None:
    assert remedy in one_line(error)


def test_a_full_directory_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cause, "FULL_BYTES", 2**70)
    error = OSError(28, "No space left on device", str(tmp_path / "record.json"))
    assert one_line(error).endswith(f"({tmp_path} is full)")


def test_what_lacks_nothing_is_told_as_it_is() -> None:
    assert with_remedy("rank 1 ended with status 7") == "rank 1 ended with status 7"


GONE = "DataLoader worker (pid 7) exited unexpectedly with exit code 1."


@pytest.mark.parametrize(("controllers", "refused"), [("pids", 3), ("", 3), ("pids", 0)])
def test_a_worker_that_is_gone_where_processes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, controllers: str, refused: int
) -> None:
    own, events = tmp_path / "cgroup", tmp_path / controllers / "job" / "pids.events"
    own.write_text(f"9:memory:/other\n8:{controllers}:/job\n")
    events.parent.mkdir(parents=True)
    events.write_text(f"max {refused}\n")
    monkeypatch.setattr(cause, "GROUPS", tmp_path)
    monkeypatch.setattr(cause, "OWN_GROUPS", own)
    assert ("--pids-limit" in one_line(RuntimeError(GONE))) == (refused > 0)


def test_a_worker_that_is_gone_for_no_known_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cause, "OWN_GROUPS", tmp_path / "none")
    assert one_line(RuntimeError(GONE)) == f"RuntimeError: {GONE}"
