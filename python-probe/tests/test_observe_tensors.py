"""Digests of tensors on either path, and how well a sketch tells a distance."""

from __future__ import annotations

import math
import struct
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from lddpr.observe import sketch, tensors
from lddpr.observe.sketch import BLOCK, BUCKETS
from lddpr.observe.tensors import Rows, collect, flat

DTYPES = [
    *(torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32),
    *(torch.int16, torch.uint8, torch.int8, torch.bool, torch.complex64, torch.complex128),
]


@pytest.fixture(params=["bytes", "words"])
def path(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """``words`` is how a GPU does it, here on the CPU."""
    if request.param == "words":
        monkeypatch.setattr(tensors, "ON_GPU", frozenset({"cpu"}))
    return str(request.param)


def word(value: Tensor) -> int:
    rows = Rows(value.device)
    assert rows.add(flat(value)) == -(-value.numel() // BLOCK)
    return tensors.word(rows.end())


def digest(*values: Tensor | None) -> str:
    found = collect([(f"t{at}", each) for at, each in enumerate(values)], sketched=False)
    assert found["sketch"] is None
    return str(found["digest"])


def some(dtype: torch.dtype, *shape: int) -> Tensor:
    made = torch.arange(math.prod(shape), dtype=torch.float64).reshape(shape) * 3 % 7
    return made.to(dtype)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("size", [1, 7, BLOCK, BLOCK + 3])
@pytest.mark.usefixtures("path")
def test_each_bit_and_each_place_counts(dtype: torch.dtype, size: int) -> None:
    value = some(dtype, size)
    before = digest(value)
    assert digest(value.clone()) == before
    for at in {0, size // 2, size - 1}:
        changed = value.clone()
        raw = changed.view(torch.uint8)
        raw[at * value.element_size()] ^= 1
        assert digest(changed) != before
    if size > 2:
        swapped = value.clone()
        swapped[[0, -2]] = swapped[[-2, 0]]
        assert (digest(swapped) == before) == torch.equal(swapped, value)
    assert digest(value[:-1]) != before


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=2, max_size=40), st.data())
def test_a_word_sees_one_bit_a_swap_and_a_sign(values: list[int], data: st.DataObject) -> None:
    at, other = (data.draw(st.integers(0, len(values) - 1)) for _ in range(2))
    value = torch.tensor(values)
    bit = value.clone()
    bit[at] ^= 1 << data.draw(st.integers(0, 62))
    swapped = value.clone()
    swapped[[at, other]] = swapped[[other, at]]
    assert word(bit) != word(value)
    assert (word(swapped) == word(value)) == torch.equal(swapped, value)
    assert (word(-value) == word(value)) == torch.equal(-value, value)


def test_a_word_is_the_sum_that_its_page_gives() -> None:
    """Against Python's integers: two rows and a bit, so both weights count."""
    mask = 2**64 - 1

    def mixed(number: int) -> int:
        bits = number * 0x9E3779B97F4A7C15 & mask
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9 & mask
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB & mask
        return bits ^ bits >> 31

    count = 2 * BLOCK + 5
    values = (np.arange(count) * 2654435761 % 2**32).astype("u4").view("i4")
    total = 0
    for row in range(3):
        part = values[row * BLOCK : (row + 1) * BLOCK].tolist()
        inner = sum(each * (mixed(1 + at) | 1) for at, each in enumerate(part)) & mask
        total += (inner ^ inner >> 32) * (mixed(BLOCK + 1 + row) | 1)
    expected = struct.unpack("<q", struct.pack("<Q", total & mask))[0]
    assert word(torch.from_numpy(values)) == expected


@pytest.mark.usefixtures("path")
def test_the_layout_in_memory_does_not_count() -> None:
    value = some(torch.float32, 6, 4)
    assert digest(value.t()) == digest(value.t().contiguous())
    assert digest(value[::2]) == digest(value[::2].clone())
    assert digest(torch.zeros(9000)[::7600][:1]) == digest(torch.zeros(1))
    assert digest(value.to(memory_format=torch.preserve_format)) == digest(value)
    assert digest(torch.tensor([1j]).conj()) == digest(torch.tensor([complex(0, -1)]))


@pytest.mark.usefixtures("path")
def test_names_shapes_types_and_empty_ones_count() -> None:
    value = torch.zeros(0, 3)
    assert digest(value) != digest(value.t())
    assert digest(value) != digest(value.double())
    assert digest(value) != digest()
    assert collect([("a", value)], False)["digest"] != collect([("b", value)], False)["digest"]
    assert digest(torch.zeros(2), torch.zeros(3)) != digest(torch.zeros(3), torch.zeros(2))


KINDS: dict[str, Any] = {
    "sparse": lambda x: torch.tensor([[0.0, x], [1, 0]]).to_sparse(),
    "compressed": lambda x: torch.tensor([[0.0, x], [1, 0]]).to_sparse_csr(),
    "columns": lambda x: torch.tensor([[0.0, x], [1, 0]]).to_sparse_csc(),
    "nested": lambda x: torch.nested.nested_tensor([torch.ones(2), torch.tensor([x])]),
    "jagged": lambda x: torch.nested.nested_tensor(
        [torch.ones(2), torch.tensor([x])], layout=torch.jagged
    ),
    "quantised": lambda x: getattr(torch, "quantize_per_tensor")(  # noqa: B009
        torch.tensor([x]), 0.5, 0, torch.qint8
    ),
    "mkldnn": lambda x: torch.tensor([x, 1.0]).to_mkldnn(),
    "parameter": lambda x: nn.Parameter(torch.tensor([x])),
    "negative": lambda x: torch.tensor([x * 1j]).imag,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("path")
def test_any_kind_of_tensor_is_its_values(kind: str) -> None:
    make = KINDS[kind]
    assert digest(make(2.0)) == digest(make(2.0))
    assert digest(make(2.0)) != digest(make(3.0))
    found = collect([("a", make(2.0))], sketched=True)
    assert found["tensors"]["a"][0].startswith(("float", "qint8"))
    assert float.fromhex(found["sketch"][BUCKETS]) > 0


def test_the_local_part_of_a_distributed_tensor_is_taken() -> None:
    class Distributed(Tensor):
        def to_local(self) -> Tensor:
            return torch.ones(2)

    made = torch.zeros(4).as_subclass(Distributed)
    found = collect([("a", made)], sketched=True)
    assert found["tensors"]["a"][1] == [4]
    assert float.fromhex(found["sketch"][BUCKETS]) == pytest.approx(2)


def test_what_has_no_data_is_left_out() -> None:
    lazy = nn.LazyLinear(3)
    named = [*lazy.named_parameters(), ("meta", torch.zeros(2, device="meta")), ("none", None)]
    nothing = collect(named, sketched=True)
    assert nothing["tensors"] == {}
    assert nothing["digest"] == collect([], sketched=True)["digest"]
    assert nothing["sketch"] == [float(0).hex()] * (BUCKETS + 1)


def sums(values: list[Tensor]) -> Any:
    found = collect([(str(at), each) for at, each in enumerate(values)], sketched=True)["sketch"]
    return np.array([float.fromhex(each) for each in found])


def estimated(one: list[Tensor], other: list[Tensor]) -> float:
    return float(np.linalg.norm((sums(one) - sums(other))[:BUCKETS]))


SHAPES = [(64, 32), (64,), (130, 130), (5,), (), (3, 3, 16, 32)]


def test_an_estimate_is_good_to_a_factor_of_two() -> None:
    """Of the distance, over 100 pairs of every kind and size: half of them within 1.13 times."""
    random = np.random.default_rng(0)
    ratios = []
    for size in (1e-7, 1e-4, 1e-2, 1.0):
        for number in range(25):
            one = [torch.from_numpy(random.normal(size=shape)) for shape in SHAPES]
            kind = number % 5
            changes = [
                [size * torch.from_numpy(random.normal(size=shape)) for shape in SHAPES],
                [torch.full(shape, size, dtype=torch.float64) for shape in SHAPES],
                [size * each for each in one],
                [size * each * (at == number % 3) for at, each in enumerate(one)],
                [size * (each > 1) * random.normal() for each in one],
            ][kind]
            other = [a + b for a, b in zip(one, changes, strict=True)]
            true = math.sqrt(
                sum(float((b - a).square().sum()) for a, b in zip(one, other, strict=True))
            )
            ratios.append(estimated(one, other) / true)
    assert min(ratios) > 0.5
    assert max(ratios) < 2
    assert 0.85 < np.median(ratios) < 1.13


def test_the_sum_of_squares_is_exact() -> None:
    values = [torch.randn(shape, dtype=torch.float64) for shape in SHAPES]
    assert sums(values)[BUCKETS] == pytest.approx(
        sum(float(each.square().sum()) for each in values), rel=1e-12
    )


def test_a_swap_between_tensors_is_seen() -> None:
    one, other = torch.randn(64), torch.randn(64)
    true = math.sqrt(2) * float((one - other).norm())
    assert 0.5 * true < estimated([one, other], [other, one]) < 2 * true


def test_an_offset_is_seen_across_rows() -> None:
    """The same change in other rows must not cancel: each row has signs of its own."""
    one = torch.zeros(8 * BLOCK)
    for row in range(8):
        other = one.clone()
        other[[row * BLOCK + 5, (row + 1) % 8 * BLOCK + 5]] = torch.tensor([1.0, -1.0])
        assert estimated([one], [other]) in (0.0, 2.0)  # of two elements in one bucket
    shift = torch.full((8 * BLOCK,), 1e-3)
    assert estimated([one], [shift]) == pytest.approx(float(shift.norm()), rel=0.5)


def test_sketches_are_linear() -> None:
    """So the change of an update between two runs can be told from four sketches."""
    a, b = torch.randn(1000).double(), torch.randn(1000).double()
    assert sums([a + b])[:BUCKETS] == pytest.approx(sums([a])[:BUCKETS] + sums([b])[:BUCKETS])


def test_many_rows_at_once_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a GPU."""
    values = [some(torch.float32, 3 * BLOCK + 17), some(torch.int64, 33)]
    one = sums(values), [word(each) for each in values]
    monkeypatch.setitem(sketch.ROWS, "cpu", 2)
    other = sums(values), [word(each) for each in values]
    assert one[0] == pytest.approx(other[0])
    assert one[1] == other[1]


def test_what_is_not_finite_is_told() -> None:
    assert "nan" in collect([("a", torch.tensor([math.nan]))], sketched=True)["sketch"]


def test_neither_generators_nor_gradients_are_touched() -> None:
    module = nn.Linear(3, 3)
    module(torch.ones(3)).sum().backward()
    before = torch.get_rng_state()
    collect([*module.named_parameters(), ("g", module.weight.grad)], sketched=True)
    assert torch.equal(torch.get_rng_state(), before)
    assert module.weight.requires_grad
    assert module.weight.grad is not None
