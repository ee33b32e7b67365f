from __future__ import annotations

import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lddpr.digest import TRAIL, Stream


def stream(length: int, changed: int | None = None) -> Stream:
    """One value a step, of which one may be changed."""
    made = Stream()
    for step in range(length):
        made.add([step], np.array([[-1.0 if step == changed else step / length]]))
    return made


def trail(made: Stream) -> list[tuple[int, str]]:
    entries = [entry.split(":") for entry in made.facts(0)["trail"].split()]
    return [(int(step), digest) for step, digest in entries]


@given(st.integers(1, 2000))
def test_bounded_for_any_length(length: int) -> None:
    steps = [step for step, _ in trail(stream(length))]
    assert min(length, TRAIL // 2) <= len(steps) <= TRAIL


@given(st.integers(1, 2000))
def test_steps_are_evenly_spaced_from_the_first(length: int) -> None:
    made = stream(length)
    assert [step for step, _ in trail(made)] == list(range(0, length, made.stride))


@given(st.data())
def test_first_difference_is_bracketed(data: st.DataObject) -> None:
    length = data.draw(st.integers(1, 1000))
    changed = data.draw(st.integers(0, length - 1))
    one, other = stream(length), stream(length, changed)
    pairs = list(zip(trail(one), trail(other), strict=True))
    before = max((left[0] for left, right in pairs if left == right), default=-1)
    after = min((left[0] for left, right in pairs if left != right), default=length)
    assert before < changed <= after
    assert after - before <= one.stride
    assert one.facts(0)["digest"] != other.facts(0)["digest"]


def test_memory_is_bounded() -> None:
    lengths = (1_000, 10_000, 100_000, 101_000)
    assert all(sys.getsizeof(str(vars(stream(length)))) < 300_000 for length in lengths)
