"""How the ranks shared the dataset, counted once more with sets."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lddpr.record import Seen
from lddpr.run import partition

SIZE = 13


def note(epoch: int, indices: list[int]) -> dict[str, Any]:
    """What a rank's record holds for an epoch in which it had these samples."""
    each = Seen()
    if indices:
        each.add(np.array(indices))
    return {"epoch": epoch, **each.facts()}


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ([[0, 1], [2, 3]], (4, 4, 0)),
        ([[0, 1], [1, 2]], (4, 3, 1)),
        ([[0, 1, 2], [0, 1, 2]], (6, 3, 3)),
        ([[5, 5], [6]], (3, 2, 0)),
        ([[0, 12], [12, 1], [12, 2]], (6, 4, 2)),
        ([[4]], (1, 1, 0)),
        ([[], [1]], (1, 1, 0)),
    ],
)
def test_drawn_distinct_and_shared(ranks: list[list[int]], expected: tuple[int, int, int]) -> None:
    (facts,) = partition([[note(0, indices)] for indices in ranks], SIZE)
    assert (facts["drawn"], facts["distinct"], facts["shared"]) == expected


@given(st.lists(st.lists(st.integers(0, SIZE - 1), max_size=9), min_size=1, max_size=5))
def test_it_counts_what_sets_count(ranks: list[list[int]]) -> None:
    (facts,) = partition([[note(3, indices)] for indices in ranks], SIZE)
    sets = [set(indices) for indices in ranks]
    union = set().union(*sets)
    assert facts == {
        "epoch": 3,
        "drawn": sum(map(len, ranks)),
        "distinct": len(union),
        "shared": sum(map(len, sets)) - len(union),
    }


def test_indices_beyond_the_dataset_are_no_samples_of_it() -> None:
    (facts,) = partition([[note(0, [0, SIZE])], [note(0, [1])]], SIZE)
    assert (facts["drawn"], facts["distinct"]) == (3, 2)


def test_every_epoch_is_counted_by_itself() -> None:
    ranks = [[note(0, [0]), note(1, [1])], [note(0, [1]), note(1, [1])]]
    assert [(each["epoch"], each["shared"]) for each in partition(ranks, SIZE)] == [(0, 0), (1, 1)]
