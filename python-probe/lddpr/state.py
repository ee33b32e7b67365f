"""What a training keeps besides its weights, as numbers that can be digested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

import numpy as np
from torch import Tensor

from lddpr.digest import frames, little_endian


def leaves(value: Any, place: str = "") -> Iterator[tuple[str, bytes]]:
    """Every value within ``value``, with where it is; a tuple is no list, and 1 is not 1.0."""
    if isinstance(value, Mapping):
        for key in sorted(value, key=repr):
            yield from leaves(value[key], f"{place}.{key!r}")
    elif isinstance(value, (list, tuple)):
        yield place, f"{type(value).__name__} of {len(value)}".encode()
        for index, each in enumerate(value):
            yield from leaves(each, f"{place}[{index}]")
    elif isinstance(value, Tensor):
        yield from leaves(value.detach().cpu().numpy(), place)
    elif isinstance(value, np.ndarray):
        shape = repr(value.shape).encode()
        yield place, shape + frames(little_endian(value).reshape(1, -1)).tobytes()
    else:
        yield place, repr(value).encode()


def fingerprints(value: Any) -> list[int]:
    """A number for each value within ``value``, in 64 bits with a sign."""
    return [
        int.from_bytes(
            blake2b(place.encode() + data, digest_size=8).digest(), "little", signed=True
        )
        for place, data in leaves(value)
    ]
