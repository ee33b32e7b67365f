"""Which of several ranks that failed is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from lddpr.launch import Ranks
from lddpr.run import Run, RunError
from lddpr.scenario import Scenario

SAID = "training failed on rank 0: RuntimeError: Connection reset by peer"
# what is heard of the ranks, look by look, and the sentence
HEARD = [
    ([(2, None), (2, None), (2, -9)], "rank 1 was killed by SIGKILL"),
    ([(2, -9)], "rank 1 was killed by SIGKILL"),
    ([(None, -11)], "rank 1 was killed by SIGSEGV"),
    ([(2, None)], SAID),
    ([(2, -6)], SAID),  # it gave up when its peer was gone
    ([(None, 2)], SAID),
]


@dataclass
class Heard(Ranks):
    looks: Iterator[Sequence[int | None]] = field(default_factory=lambda: iter(()))
    last: Sequence[int | None] = ()

    def statuses(self) -> Sequence[int | None]:
        self.last = next(self.looks, self.last)
        return self.last


@pytest.mark.parametrize(("looks", "sentence"), HEARD)
def test_the_one_that_was_killed(
    looks: list[tuple[int | None, ...]], sentence: str, tmp_path: Path
) -> None:
    run = Run("seeded", 0, "warm", Scenario(), tmp_path)
    run.output.write_text(f"lddpr.main: error: {SAID}\nlddpr.main: error: and more\n")
    run.ranks = Heard(looks=iter(looks))
    with pytest.raises(RunError) as failure:
        run.has_finished()
    assert str(failure.value) == f"seeded, run 1: {sentence}"


def test_a_full_disk_is_named_by_the_supervisor(tmp_path: Path) -> None:
    run = Run("seeded", 0, "warm", Scenario(), tmp_path / "gone")
    run.ranks = Heard(looks=iter([(1, None)]))
    with pytest.raises(RunError, match=r"rank 0 ended with status 1 \(No such file or directory\)"):
        run.has_finished()
