"""What is kept besides weights becomes numbers: equal for equal values, and for no others."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
import torch

from lddpr.state import fingerprints

APART: list[tuple[Any, Any]] = [
    (1, 1.0),
    ((1, 2), [1, 2]),
    ([1, 2], [2, 1]),
    ({"a": 1}, {"b": 1}),
    ({"a": None}, {}),
    (torch.zeros(2), torch.zeros(3)),
    (torch.zeros(2), torch.zeros(2, dtype=torch.float64)),
    (np.zeros((2, 3)), np.zeros((3, 2))),
    (Path("a"), Path("b")),
    (datetime(2026, 1, 1, tzinfo=timezone.utc), datetime(2026, 1, 2, tzinfo=timezone.utc)),
    (Random(7).getstate(), Random(8).getstate()),
    ([[1], 2], [[1, 2]]),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_values_are_other_numbers(one: object, other: object) -> None:
    assert fingerprints(one) == fingerprints(one)
    assert fingerprints(one) != fingerprints(other)


def test_the_order_of_keys_tells_nothing() -> None:
    assert fingerprints({"a": 1, "b": 2}) == fingerprints({"b": 2, "a": 1})


def test_each_value_has_a_number_of_its_own() -> None:
    before, after = (fingerprints({"a": 1, "b": each, "c": 3}) for each in (2, 5))
    assert [x == y for x, y in zip(before, after, strict=True)] == [True, False, True]


def test_numbers_fit_into_64_bits() -> None:
    assert np.array(fingerprints(list(range(100)))).dtype == np.int64


def test_an_empty_state_is_a_number_too() -> None:
    assert len(fingerprints([])) == 1
