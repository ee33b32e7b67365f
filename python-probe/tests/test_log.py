from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lddpr.log import LogError, read_logs, write_atomically
from lddpr.main import OURS


def write(directory: Path, rank: int, log: Any) -> None:
    (directory / f"rank{rank}.json").write_text(json.dumps(log), "utf-8")


def log_of(rank: int, epochs: list[int]) -> dict[str, Any]:
    return {
        "init_weights": {},
        "epochs": [{"epoch": e, "rank": rank, "steps": []} for e in epochs],
    }


def test_whole_logs_come_in_the_order_of_ranks(tmp_path: Path) -> None:
    for rank in (1, 0):
        write(tmp_path, rank, log_of(rank, [0, 1]))
    assert read_logs(tmp_path, 2, 2) == [log_of(0, [0, 1]), log_of(1, [0, 1])]


def test_missing(tmp_path: Path) -> None:
    write(tmp_path, 0, log_of(0, [0]))
    with pytest.raises(LogError, match=r"^rank 1 wrote no log: .*rank1\.json does not exist$"):
        read_logs(tmp_path, 2, 1)


@pytest.mark.parametrize("text", ["", "{", '{"epochs": [', "[]", "null", '{"epochs": 3}', "\x00"])
def test_corrupt(tmp_path: Path, text: str) -> None:
    (tmp_path / "rank0.json").write_text(text, "utf-8")
    with pytest.raises(LogError, match=r"^the log of rank 0 is corrupt: .*rank0\.json"):
        read_logs(tmp_path, 1, 1)


def test_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "rank0.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(LogError, match="corrupt"):
        read_logs(tmp_path, 1, 1)


@pytest.mark.parametrize("epochs", [[], [0], [0, 2], [1, 0], [0, 0], [0, 1, 2]])
def test_wrong_epochs(tmp_path: Path, epochs: list[int]) -> None:
    write(tmp_path, 0, log_of(0, epochs))
    with pytest.raises(LogError, match="the log of rank 0 is incomplete"):
        read_logs(tmp_path, 1, 2)


def test_log_of_another_rank(tmp_path: Path) -> None:
    write(tmp_path, 0, log_of(1, [0]))
    with pytest.raises(
        LogError, match=r"holds \(epoch, rank\) \[\(0, 1\)\], expected \[\(0, 0\)\]"
    ):
        read_logs(tmp_path, 1, 1)


def test_writing_leaves_no_partial_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "rank0.json", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["rank0.json"]


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("rank0.json", True),
        ("rank12.json.partial", True),
        ("rank1.traceback.txt", True),
        ("rankings.csv", False),
        ("rank0.txt", False),
        ("rank_0.json", False),
    ],
)
def test_only_our_files_are_replaced(name: str, ours: bool) -> None:
    assert bool(OURS.fullmatch(name)) is ours
