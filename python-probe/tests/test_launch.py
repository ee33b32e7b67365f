"""Which parent a rank comes from, without starting one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

import pytest

from lddpr.cleaning import hold_signals
from lddpr.launch import (
    Order,
    Ranks,
    start_cold,
    start_warm,
    start_with_lightning,
)
from lddpr.parent import WarmParent


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
def parents() -> Sequence[WarmParent]:
    return [object.__new__(WarmParent) for _ in range(2)]


def order(number: int, world_size: int = 3) -> Order:
    return Order(number, world_size, [], 20_000, Path("output.txt"), {})


@pytest.mark.parametrize(("number", "turns"), [(0, [0, 1, 0]), (1, [1, 0, 1]), (2, [0, 1, 0])])
def test_ranks_and_repeats_take_turns_among_the_parents(
    parents: Sequence[WarmParent], number: int, turns: list[int]
) -> None:
    ranks = NotedRanks()
    start_warm(ranks, parents, order(number))
    assert [parents.index(parent) for parent in ranks.parents] == turns


@pytest.mark.parametrize(("start", "forks"), [(start_warm, 3), (start_cold, 0)])
def test_a_rank_has_the_environment_that_a_launcher_would_give_it(
    parents: Sequence[WarmParent], start: Callable[..., None], forks: int
) -> None:
    ranks = NotedRanks()
    start(ranks, parents, order(0))
    assert ranks.environments == [
        {"NODE_RANK": "0", "LOCAL_RANK": str(rank), "WORLD_SIZE": "3"} for rank in range(3)
    ]
    assert len(ranks.parents) == forks


def test_lightning_gets_rank_0_alone_and_no_fork(parents: Sequence[WarmParent]) -> None:
    ranks = NotedRanks()
    start_with_lightning(ranks, parents, order(0))
    assert ranks.parents == []
    assert ranks.environments == [{}]


TELL = """
import json, os, signal, sys
print(json.dumps({
    "argv": sys.orig_argv[1:],
    "leads its group": os.getpgrp() == os.getpid(),
    "blocked": len(signal.pthread_sigmask(signal.SIG_BLOCK, ())),
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
    with hold_signals():
        start_cold(ranks, [], Order(0, 1, ["--seed=7"], 20_000, output, environment))
    while ranks.statuses() == [None]:
        sleep(0.01)
    assert ranks.statuses() == [0]
    assert json.loads(output.read_text()) == {
        "argv": ["-m", "lddpr.main", "--seed=7"],
        "leads its group": True,
        "blocked": 0,
        "input": "",
        "port": "20000",
        "rank": "0",
        "kept": "yes",
    }
