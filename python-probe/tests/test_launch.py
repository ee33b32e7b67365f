"""Which parent a rank comes from, without starting one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from lddpr.launch import (
    ForkedRanks,
    Order,
    WarmParent,
    start_warm,
    start_with_lightning,
)


@dataclass
class NotedRanks(ForkedRanks):
    """Notes what it is asked for: parents and environments, rank by rank."""

    parents: list[WarmParent] = field(default_factory=list)
    environments: list[dict[str, str]] = field(default_factory=list)

    def fork(self, parent: WarmParent, order: Order, environment: dict[str, str]) -> None:
        self.parents.append(parent)
        self.environments.append(environment)


@pytest.fixture
def parents() -> Sequence[WarmParent]:
    return [object.__new__(WarmParent) for _ in range(2)]


def order(number: int, world_size: int = 3) -> Order:
    return Order(number, world_size, [], 20_000, Path("output.txt"))


@pytest.mark.parametrize(("number", "turns"), [(0, [0, 1, 0]), (1, [1, 0, 1]), (2, [0, 1, 0])])
def test_ranks_and_repeats_take_turns_among_the_parents(
    parents: Sequence[WarmParent], number: int, turns: list[int]
) -> None:
    ranks = NotedRanks()
    start_warm(ranks, parents, order(number))
    assert [parents.index(parent) for parent in ranks.parents] == turns


def test_a_warm_rank_has_the_environment_that_a_launcher_would_give_it(
    parents: Sequence[WarmParent],
) -> None:
    ranks = NotedRanks()
    start_warm(ranks, parents, order(0))
    assert ranks.environments == [
        {"NODE_RANK": "0", "LOCAL_RANK": str(rank), "WORLD_SIZE": "3"} for rank in range(3)
    ]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_lightning_gets_rank_0_alone_from_the_parent_whose_turn_it_is(
    parents: Sequence[WarmParent], number: int
) -> None:
    ranks = NotedRanks()
    start_with_lightning(ranks, parents, order(number))
    assert [parents.index(parent) for parent in ranks.parents] == [number % 2]
    assert ranks.environments == [{}]
