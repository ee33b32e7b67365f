"""Values of which each is another one than all the others of its row."""

from __future__ import annotations

import functools
import random
import weakref
from collections import OrderedDict, UserDict, defaultdict, deque, namedtuple
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
import torch


@dataclass
class Item:
    number: int = 1
    rest: list[int] = field(default_factory=list)


Pair = namedtuple("Pair", "a b")
Other = namedtuple("Other", "a b")


class Slots:
    __slots__ = ("a", "b")

    def __init__(self, a: Any) -> None:
        self.a = a


class More(Slots):
    __slots__ = ("c",)


class Secretive:
    """Hides what it has from copies."""

    def __init__(self, a: int) -> None:
        self.a = a

    def __getstate__(self) -> dict[str, Any]:
        return {}


class Named(list):  # type: ignore[type-arg]
    name = ""


class Store:
    """As torch_geometric's: attributes come from a mapping, and it knows its owner weakly."""

    def __init__(self, owner: Any, **values: Any) -> None:
        self.__dict__["_mapping"] = values
        self.__dict__["_parent"] = weakref.ref(owner)

    def __getattr__(self, name: str) -> Any:
        return self._mapping[name]


class Data:
    def __init__(self, **values: Any) -> None:
        self.__dict__["_store"] = Store(self, **values)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._store, name)


class Colour(Enum):
    RED = 1
    BLUE = 2


STRUCTURED = np.dtype([("a", "i1"), ("b", "f8")], align=True)  # with seven bytes of nothing


def structured(a: int, garbage: int) -> Any:
    made = np.full(2, garbage, f"V{STRUCTURED.itemsize}").view(STRUCTURED)
    made["a"], made["b"] = a, 0.5
    return made


def with_name(name: str) -> Named:
    made = Named([1])
    made.name = name
    return made


def quantised(scale: float) -> torch.Tensor:
    make: Any = torch.quantize_per_tensor
    return make(torch.ones(3), scale, 0, torch.qint8)  # type: ignore[no-any-return]


def around(depth: int) -> list[Any]:
    """A list that holds itself, so many levels below."""
    made: list[Any] = []
    inner = made
    for _ in range(depth):
        inner.append([])
        inner = inner[0]
    inner.append(made)
    return made


NAN = float("nan")
# Values of which each is another one than all the others of its row.
APART: dict[str, list[Any]] = {
    "numbers": [0, 1, 1.0, True, -1, "1", b"1", None, 1j, NAN, 0.0, -0.0, 10**30, Decimal(1)],
    "numpy numbers": [np.float32(1), np.float64(1), np.int64(1), np.longdouble(1), np.bool_(True)],
    "long doubles": [np.longdouble(1) / 3, np.longdouble(1.0 / 3), np.clongdouble(1) / 3],
    "text": ["ab", "a", "", "\ud800", "s1:a", b"s1:a", np.str_("ab")],
    "nesting": [[1, 2], (1, 2), [[1], 2], [[1, 2]], [1, [2]], {1, 2}, frozenset({1, 2}), [], ()],
    "strings in lists": [["ab", "c"], ["a", "bc"], ["abc"], ["a", "b", "c"]],
    "dictionaries": [{"a": 1}, {"b": 1}, {"a": 2}, {"a": 1, "b": 1}, {"b": 1, "a": 1}, {1: "a"}],
    "kinds of dictionaries": [{}, OrderedDict(), defaultdict(int), UserDict({})],
    "classes": [Item(1), Item(2), Item(1, [1]), Pair(1, 2), Other(1, 2), (1, 2), Item],
    "slots": [Slots(1), Slots(2), More(1), Slots([1])],
    "hidden": [Secretive(1), Secretive(2)],
    "attributes of a list": [[1], Named([1]), with_name("x"), with_name("y")],
    "like torch_geometric": [Data(x=torch.ones(2)), Data(x=torch.zeros(2)), Data(y=torch.ones(2))],
    "C": [deque([1]), deque([2]), datetime(2026, 1, 1), datetime(2026, 1, 2), timedelta(1)],
    "zones": [datetime(2026, 1, 1, tzinfo=timezone.utc), datetime(2026, 1, 1)],
    "paths": [Path("a"), Path("b"), "a"],
    "enums": [Colour.RED, Colour.BLUE],
    "slices": [slice(1), slice(2), slice(0, 1), slice(0, 1, 1), range(3), range(4)],
    "functions": [
        lambda: 1,
        lambda: 2,
        len,
        max,
        functools.partial(int, 1),
        functools.partial(int),
    ],
    "generators": [random.Random(1), random.Random(2), np.random.default_rng(1)],
    "buffers": [bytearray(b"a"), b"a", memoryview(b"a"), memoryview(b"b")],
    "dtypes": [torch.zeros(4), torch.zeros(4).double(), torch.zeros(4).bfloat16(), np.zeros(4)],
    "shapes": [torch.zeros(2, 3), torch.zeros(3, 2), torch.zeros(6), torch.zeros(0, 2)],
    "one bit": [torch.tensor([1.0]), torch.tensor([1 + 2**-23]), torch.tensor(1.0)],
    "halves": [torch.tensor([1.0, 2.0]).bfloat16(), torch.tensor([1.0, 2.015625]).bfloat16()],
    "signs": [torch.tensor([0.0]), torch.tensor([-0.0]), torch.tensor([NAN])],
    "complex": [torch.tensor([1 + 2j]), torch.tensor([2 + 1j]), torch.tensor([1 - 2j])],
    "conjugates": [torch.tensor([1 + 2j]), torch.tensor([1 + 2j]).conj(), torch.tensor([1j]).imag],
    "sparse": [torch.eye(2), torch.eye(2).to_sparse(), torch.eye(2).to_sparse_csr()],
    "sparse values": [torch.eye(2).to_sparse(), (2 * torch.eye(2)).to_sparse()],
    "sparse places": [torch.eye(2).to_sparse(), torch.eye(2).flip(0).to_sparse()],
    "quantised": [quantised(0.5), quantised(0.25), torch.ones(3)],
    "without data": [torch.zeros(2, device="meta"), torch.zeros(3, device="meta"), torch.zeros(2)],
    "parameters": [torch.nn.Parameter(torch.ones(2)), torch.ones(2)],
    "arrays": [np.arange(4), np.arange(4.0), np.arange(4, dtype="i4"), np.zeros((2, 2), int)],
    "empty arrays": [np.zeros(0), np.zeros((0, 2)), np.zeros((2, 0)), np.zeros(())],
    "objects in arrays": [np.array([1, "a"], object), np.array([1, "b"], object)],
    "structured arrays": [structured(1, 0), structured(2, 0)],
    "dates in arrays": [np.array(["2026-01-01"], "M8[D]"), np.array(["2026-01-02"], "M8[D]")],
    "masks": [np.ma.array([1, 2], mask=[False, True]), np.ma.array([1, 2]), np.array([1, 2])],
    "cycles": [around(0), around(1), around(2)],
    "types of torch": [torch.float32, torch.float64, torch.Size([1]), torch.device("cpu"), (1,)],
}
