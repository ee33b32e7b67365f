"""Digests of anything: equal for equal values, and for no others."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from lddpr.observe.content import UNDIGESTED, content
from lddpr.observe.states import states
from unlike import APART, Secretive, structured


@pytest.mark.parametrize("row", APART)
def test_other_values_have_other_digests(row: str) -> None:
    before = dict(UNDIGESTED)
    digests = [content(value) for value in APART[row]]
    assert len(set(digests)) == len(digests)
    assert dict(UNDIGESTED) == before
    assert digests == [content(value) for value in APART[row]]


COPIED = [row for row in APART if row not in ("functions", "buffers", "like torch_geometric")]


@pytest.mark.parametrize("row", COPIED)
def test_what_another_process_gets_is_equal(row: str) -> None:
    for value in APART[row]:
        if not isinstance(value, Secretive):
            assert content(pickle.loads(pickle.dumps(value))) == content(value)


def in_order(names: str) -> types.SimpleNamespace:
    made = types.SimpleNamespace()
    for name in names:
        setattr(made, name, 1)
    return made


def remembered(path: Path) -> Path:
    hash(path)
    str(path)
    return path


shared = [1, 2]
EQUAL: dict[str, tuple[Any, Any]] = {
    "sharing": ([shared, shared], [[1, 2], [1, 2]]),
    "gaps of a structure": (structured(1, 0), structured(1, 255)),
    "strides": (torch.arange(6).view(2, 3).t(), torch.tensor([[0, 3], [1, 4], [2, 5]])),
    "expanded": (torch.ones(1).expand(5), torch.ones(5)),
    "one element far apart": (torch.zeros(9000)[::7600][:1], torch.zeros(1)),
    "part of a storage": (torch.arange(9)[4:6], torch.tensor([4, 5])),
    "order of bytes": (np.arange(4, dtype=">i8"), np.arange(4, dtype="<i8")),
    "order in memory": (np.asfortranarray(np.arange(6).reshape(2, 3)), np.arange(6).reshape(2, 3)),
    "gradients": (torch.ones(2, requires_grad=True) * 1, torch.ones(2)),
    "what a path remembers": (remembered(Path("a/b")), Path("a") / "b"),
    "attributes in another order": (in_order("ab"), in_order("ba")),
}


@pytest.mark.parametrize("row", EQUAL)
def test_equal_values_have_equal_digests(row: str) -> None:
    one, other = EQUAL[row]
    assert content(one) == content(other)


def test_neither_addresses_nor_hashes_of_a_process_count() -> None:
    """Two processes with other hash seeds say the same of sets and of objects without a repr."""
    code = """from unlike import Slots
from lddpr.observe.content import content
print(content([{"a", "b", "c", "d"}, Slots({"x"})]))"""
    here = str(Path(__file__).parent)
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}:{Path(here).parent}"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


class Image:
    """As PIL has it: its pixels lie in C."""

    mode = "L"

    def __init__(self, pixels: bytes) -> None:
        self.pixels: Any = lambda: pixels
        self.size = (len(pixels), 1)

    def tobytes(self) -> bytes:
        return bytes(self.pixels())

    def getpalette(self) -> None:
        return None


def test_pictures_are_their_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = types.ModuleType("PIL.Image")
    stand_in.Image = Image  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "PIL.Image", stand_in)
    assert content(Image(b"ab")) == content(Image(b"ab"))
    assert content(Image(b"ab")) != content(Image(b"ac"))


def test_what_cannot_be_taken_apart_is_counted() -> None:
    before = UNDIGESTED["builtins.generator"]
    values = (each for each in [1, 2])
    content([values, values])
    assert UNDIGESTED["builtins.generator"] == before + 2
    assert list(values) == [1, 2]  # and nothing of it is consumed


def test_what_is_too_deep_or_too_much_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    deep: list[Any] = []
    for _ in range(200):
        deep = [deep]
    before = UNDIGESTED["builtins.list"]
    content(deep)
    assert UNDIGESTED["builtins.list"] > before
    before = UNDIGESTED["builtins.set"]
    monkeypatch.setattr("lddpr.observe.content.OBJECTS", 100)
    content([set() for _ in range(110)])
    assert UNDIGESTED["builtins.set"] > before


def test_a_long_list_of_plain_values_is_no_burden() -> None:
    before = dict(UNDIGESTED)
    one, other = list(range(10**6)), [*range(10**6 - 1), 7]
    assert content(one) != content(other)
    assert dict(UNDIGESTED) == before


class Loud:
    """Whatever asks it for an attribute, its length or its items is told so."""

    def __init__(self) -> None:
        object.__setattr__(self, "asked", [])

    def __getattr__(self, name: str) -> Any:
        self.asked.append(name)
        raise AttributeError(name)

    def __len__(self) -> int:
        self.asked.append("len")
        return 3

    def __iter__(self) -> Any:
        self.asked.append("iter")
        return iter(())

    def __getitem__(self, index: int) -> int:
        self.asked.append("item")
        return index

    def __eq__(self, other: object) -> bool:
        self.asked.append("eq")
        return True

    __hash__ = None  # type: ignore[assignment]


def test_no_code_of_a_value_runs() -> None:
    loud = Loud()
    content([loud, {"a": loud}])
    assert loud.asked == []


def test_no_generator_moves() -> None:
    torch.manual_seed(1)
    own = np.random.default_rng(1)
    before = states()
    state = own.bit_generator.state
    content([own, torch.Generator(), random.Random(1), torch.rand(0), APART["nesting"]])
    assert states() == before
    assert own.bit_generator.state == state
