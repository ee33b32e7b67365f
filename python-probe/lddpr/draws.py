"""What functions make of a generator's bits, each from the state right after seeding.

A release can leave ``random()`` as it is and shuffle otherwise. A function that changes moves its
own row and no other.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from lddpr.digest import Values
from lddpr.functions import BY_VENDOR, COMPUTED, EXACT, ON_GPU, Row
from lddpr.generators import generators


class Draw(NamedTuple):
    """What one row has drawn: an array of one row. ``name`` is its channel."""

    name: str
    values: Values
    state: bytes  # of the generator that it has left, as far as it says something


FAILS = np.array([[np.nan]])  # what a function gives that this release lacks or cannot call so


def array(drawn: Any) -> Values:
    if isinstance(drawn, Tensor):
        drawn = drawn.detach().cpu().numpy()
    elif isinstance(drawn, bytes):
        drawn = np.frombuffer(drawn, dtype=np.uint8)
    elif not isinstance(drawn, np.ndarray):
        drawn = np.array(list(drawn))
    return np.asarray(drawn).reshape(1, -1)


def draw(row: Row) -> Values:
    try:
        return array(row())
    except Exception:  # noqa: BLE001 - whatever another release does; the others count all the same
        return FAILS


def number(state: bytes) -> Values:
    return np.frombuffer(state, dtype="<i8").reshape(1, -1)


def draws(device: torch.device, seed: Callable[[], object]) -> Iterator[Draw]:
    """Every draw from the states that ``seed`` leaves; the generators are put back at the end."""
    all_generators = generators(device)
    before = {library: each.take() for library, each in all_generators.items()}
    seed()
    seeded = {library: each.take() for library, each in all_generators.items()}

    def from_seeded(name: str, row: Row) -> tuple[Values, bytes]:
        for library, each in all_generators.items():
            each.put(seeded[library])
        values = draw(row)
        mine = all_generators[name.partition("/")[0]]
        return values, b"" if values is FAILS else mine.fingerprint(mine.take())

    on_gpu = ON_GPU.items() if device.type == "cuda" else ()
    gpu = {name: (lambda row=row: row(device)) for name, row in on_gpu}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for library, each in all_generators.items():
                state = each.fingerprint(seeded[library])
                yield Draw(f"draw/{library}/state", number(state), b"")
            for name, row in {**EXACT, **gpu}.items():
                yield Draw(f"draw/{name}", *from_seeded(name, row))
            for name, row in COMPUTED.items():
                values, state = from_seeded(name, row)
                yield Draw(f"draw.computed/{name}", values, b"")
                yield Draw(f"draw/{name}", number(state) if state else FAILS, b"")
            for name, row in BY_VENDOR.items():
                yield Draw(f"draw.computed/{name}", *from_seeded(name, row))
    finally:
        for library, each in all_generators.items():
            each.put(before[library])
