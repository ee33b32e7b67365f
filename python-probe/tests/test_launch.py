"""Which parent a rank comes from, without starting one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

import pytest

from lddpr.launch import (
    Order,
    Ranks,
    start_cold,
    start_warm,
    start_with_lightning,
)
from lddpr.parent import WarmParent
from lddpr.parents import Parents


@dataclass
class NotedRanks(Ranks):
    """Notes what it is asked for: environments, rank by rank, and parents of those it forks."""

    parents: list[WarmParent] = field(default_factory=list)
    environments: list[dict[str, str]] = field(default_factory=list)

    def fork(self, parent: WarmParent, order: Order, environment: dict[str, str]) -> None:
        self.parents.append(parent)
        self.environments.append(environment)

    def begin(self, order: Order, environment: dict[str, str]) -> None:
        self.environments.append(environment)


@pytest.fixture
def parent() -> WarmParent:
    return tried(True)


def tried(is_tried: bool) -> WarmParent:
    parent = object.__new__(WarmParent)
    parent.is_tried = is_tried
    return parent


ORDER = Order(3, [], 20_000, Path("output.txt"), {})


@pytest.mark.parametrize(
    ("ready", "turns"),
    [([True, True], [0, 1, 0]), ([True, False], [0, 0, 0]), ([False, False], [None] * 3)],
    ids=["two", "one of two", "none"],
)
def test_a_repeat_has_another_parent_than_its_first_run(
    ready: Sequence[bool], turns: Sequence[int | None]
) -> None:
    started = [tried(each) for each in ready]
    parents = Parents("lightning", Path("out"), "/tmp", few=False, started=started)
    chosen = [parents.of(number) for number in range(3)]
    assert [each and started.index(each) for each in chosen] == turns


@pytest.mark.parametrize(("start", "forks"), [(start_warm, 3), (start_cold, 0)])
def test_a_rank_has_the_environment_that_a_launcher_would_give_it(
    parent: WarmParent, start: Callable[..., None], forks: int
) -> None:
    ranks = NotedRanks()
    start(ranks, parent, ORDER)
    assert ranks.environments == [
        {"NODE_RANK": "0", "LOCAL_RANK": str(rank), "WORLD_SIZE": "3"} for rank in range(3)
    ]
    assert ranks.parents == [parent] * forks


def test_lightning_gets_rank_0_alone_and_no_fork(parent: WarmParent) -> None:
    ranks = NotedRanks()
    start_with_lightning(ranks, parent, ORDER)
    assert ranks.parents == []
    assert ranks.environments == [{}]


TELL = """
import json, os, sys
print(json.dumps({
    "argv": sys.orig_argv[1:],
    "leads its group": os.getpgrp() == os.getpid(),
    "input": sys.stdin.read(),
    "port": os.environ["MASTER_PORT"],
    "rank": os.environ["LOCAL_RANK"],
    "kept": os.environ["KEPT"],
}), flush=True)
os._exit(0)
"""


def test_a_cold_rank_is_what_a_user_starts(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(TELL)
    environment = {"PYTHONPATH": str(tmp_path), "KEPT": "yes"}
    output = tmp_path / "output.txt"
    ranks = Ranks()
    start_cold(ranks, None, Order(1, ["--seed=7"], 20_000, output, environment))
    while ranks.statuses() == [None]:
        sleep(0.01)
    assert ranks.statuses() == [0]
    assert json.loads(output.read_text()) == {
        "argv": ["-m", "lddpr.main", "--seed=7"],
        "leads its group": True,
        "input": "",
        "port": "20000",
        "rank": "0",
        "kept": "yes",
    }
