"""A training under watch computes what it computes alone, bit for bit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from observed import HERE, Watched, run, watched

SCRIPT = str(HERE / "shapes.py")
SHAPES = pytest.mark.shapes
# Each row is trained in one process, one shape after another; ranks and workers have their own.
ROWS = [
    pytest.param(["plain", "fork", "iterable"], marks=pytest.mark.slow),
    pytest.param(["persistent", "unequal-workers", "iterable-workers", "validated"], marks=SHAPES),
    pytest.param(["sampler", "batch-sampler", "several", "generator", "together"], marks=SHAPES),
    pytest.param(["manual", "accumulate", "clipped", "bfloat16", "reloaded"], marks=SHAPES),
    pytest.param(["collate", "split", "callbacks", "twice"], marks=SHAPES),
    pytest.param(["spawn", "forkserver"], marks=SHAPES),
    pytest.param(["ddp"], marks=pytest.mark.slow),
    pytest.param(["ddp-iterable"], marks=SHAPES),
    pytest.param(["ddp-manual"], marks=SHAPES),
    pytest.param(["ddp-spawn"], marks=SHAPES),
    pytest.param(["ddp-fork"], marks=SHAPES),
]


def results(directory: Path) -> dict[str, Any]:
    return {file.name: json.loads(file.read_text()) for file in sorted(directory.glob("rank*"))}


@pytest.mark.parametrize("shapes", ROWS, ids="-".join)
def test_what_is_watched_computes_what_it_computes_alone(shapes: list[str], tmp_path: Path) -> None:
    alone, beside = tmp_path / "alone", tmp_path / "beside"
    alone.mkdir()
    status, output = run([SCRIPT, str(alone / "out"), *shapes], alone)
    assert status == 0, output
    seen = watched([SCRIPT, str(beside / "out"), *shapes], beside)
    assert seen.status == 0, seen.output
    assert not seen.of(kind="observer-error")
    assert results(beside / "out") == results(alone / "out")
    assert trained(seen) == set(results(alone / "out"))


def trained(seen: Watched) -> set[str]:
    """The trainings that were watched to their end, by what the script calls them."""
    ends = [line["batches"] for line in seen.of(kind="end")]
    assert all(ends)
    names = [file.name.split(".") for file in seen.lines.glob("fit*.rank?.jsonl")]
    return {f"{rank}.{fit.removeprefix('fit')}.json" for fit, rank, _ in names}
