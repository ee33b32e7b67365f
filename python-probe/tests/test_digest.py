from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lddpr.digest import HEAD, Stream, Values, frames, literal, little_endian

KINDS = st.sampled_from(["<f4", "<f8", "<i8", "<i4"])
SMALL = st.lists(st.integers(0, 3), min_size=2, max_size=60)


@st.composite
def arrays(draw: st.DrawFn) -> Values:
    """Any bits of any of the types."""
    kind = np.dtype(draw(KINDS))
    count = draw(st.integers(1, 12))
    return np.frombuffer(
        draw(st.binary(min_size=count * kind.itemsize, max_size=count * kind.itemsize)), kind
    )


def stream(values: list[Values]) -> Stream:
    made = Stream()
    for step, each in enumerate(values):
        made.add([step], each[None])
    return made


def frame(values: Values) -> bytes:
    """The bytes of a step that drew these values."""
    return frames(little_endian(values[None])).tobytes()


def digest(values: list[Values]) -> str:
    return str(stream(values).facts(0)["digest"])


@given(arrays(), st.data())
def test_each_bit_counts(values: Values, data: st.DataObject) -> None:
    raw = bytearray(values.tobytes())
    bit = data.draw(st.integers(0, 8 * len(raw) - 1))
    raw[bit // 8] ^= 1 << bit % 8
    assert digest([values]) != digest([np.frombuffer(bytes(raw), values.dtype)])


@given(arrays())
def test_type_counts(values: Values) -> None:
    assert frame(values) != frame(values.view(f"<u{values.itemsize}"))


@given(arrays(), arrays())
def test_order_counts(one: Values, other: Values) -> None:
    differ = frame(one) != frame(other)
    assert (digest([one, other]) != digest([other, one])) == differ


@given(arrays(), st.data())
def test_the_cut_into_steps_counts(values: Values, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(values)))
    parts = [part for part in (values[:cut], values[cut:]) if len(part)]
    assert (digest(parts) == digest([values])) == (len(parts) == 1)


@given(arrays())
def test_byte_order_of_the_machine_does_not_count(values: Values) -> None:
    assert frame(values) == frame(values.astype(values.dtype.newbyteorder(">")))


@given(arrays())
def test_layout_in_memory_does_not_count(values: Values) -> None:
    assert frame(values) == frame(np.repeat(values, 2)[::2])


def test_signs_of_zero_differ() -> None:
    assert frame(np.array([0.0])) != frame(np.array([-0.0]))


def naive_starts_over(values: list[Any]) -> int | None:
    if len(values) == 2 and values[0] == values[1]:
        return 1
    later = range(1, len(values) - 1)
    return next((k for k in later if values[k : k + 2] == values[:2]), None)


@given(SMALL, st.data())
def test_starts_over_however_the_stream_is_cut(values: list[int], data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(1, len(values) - 1), unique=True))
    parts = [part for part in np.split(np.array(values), sorted(cuts)) if len(part)]
    assert stream(parts).facts(0)["startsOver"] == naive_starts_over(values)


@given(st.lists(st.floats(width=32, allow_nan=False), min_size=1, max_size=9))
def test_head_is_exact_and_short(values: list[float]) -> None:
    head = stream([np.array(values, "<f4")]).facts(0)["head"]
    assert [float.fromhex(text) for text in head] == values[: HEAD["f"]]


def test_literals() -> None:
    assert literal(np.float32(0.1)) == "0x1.99999ap-4"
    assert literal(np.float32(0.5)) == "0x1p-1"
    assert literal(np.float64(0.0)) == "0x0p+0"
    assert literal(np.float64("nan")) == "nan"
    assert literal(np.int64(-(2**63))) == "-9223372036854775808"


@given(st.integers(1, 4), st.integers(1, 300), st.data())
def test_steps_together_are_as_steps_one_by_one(size: int, count: int, data: st.DataObject) -> None:
    values = np.random.default_rng(count).random((count, size))
    one, together = Stream(), Stream()
    for step in range(count):
        one.add([step], values[step : step + 1])
    cuts = sorted(data.draw(st.lists(st.integers(0, count), max_size=5)))
    for first, last in zip([0, *cuts], [*cuts, count], strict=True):
        if first < last:
            together.add(range(first, last), values[first:last])
    assert one.facts(0) == together.facts(0)
