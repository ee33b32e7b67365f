"""Digests of streams. A digest covers dtype, shape and little-endian bytes, never a reduction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

DIGEST_BYTES = 16
HEAD = {"f": 4}  # values kept as literals, by the kind of number: floats are long
HEAD_OF_OTHERS = 8
TRAIL = 64  # most entries of a trail, whatever the length of the stream
PENDING_DRAWS = 1024  # not searched yet

Values = NDArray[Any]


@cache
def header(dtype: DTypeLike, shape: tuple[int, ...]) -> bytes:
    """What stands before the values of a frame."""
    return f"{np.dtype(dtype).newbyteorder('<').str}{shape}|".encode()


def little_endian(values: Values) -> Values:
    return np.asarray(values, dtype=values.dtype.newbyteorder("<"))


def frames(values: Values) -> Values:
    """The bytes that a digest covers, a row for each row of values: its dtype, shape and data.

    Takes an array of shape (k, n) in little-endian order, gives one of uint8.
    """
    count, size = values.shape
    head = np.frombuffer(header(values.dtype, (size,)), dtype=np.uint8)
    framed = np.empty((count, len(head) + size * values.itemsize), dtype=np.uint8)
    framed[:, : len(head)] = head
    framed[:, len(head) :] = np.ascontiguousarray(values).view(np.uint8)
    return framed


def literal(value: Any) -> str:
    """An exact literal: hexadecimal for floats, without idle zeros; decimal for integers."""
    if not isinstance(value, np.floating):
        return str(int(value))
    mantissa, exponent, power = float(value).hex().partition("p")
    return mantissa.rstrip("0").rstrip(".") + exponent + power if exponent else mantissa


@dataclass
class Stream:
    """One channel during one epoch, digested as it comes.

    ``trail`` holds (step, digest of all until the end of that step) pairs. When there are more than
    TRAIL of them every other one goes and from then on only every second step is kept, so a stream
    of any length costs the same, and the first difference of two streams is known to within
    ``stride`` steps.
    """

    draws: int = 0
    steps: int = 0
    stride: int = 1
    starts_over: int | None = None
    head: list[Any] = field(default_factory=list)
    trail: list[tuple[int, str]] = field(default_factory=list)
    _hash: Any = field(default_factory=lambda: blake2b(digest_size=DIGEST_BYTES))
    _values: list[Values] = field(default_factory=list)  # not searched yet, and the one before
    _values_at: int = 0  # the draw that they begin with

    def add(self, steps: Sequence[int] | Values, values: Values) -> None:
        """Take what some training steps drew: ``values[i]``, n ≥ 1 of them, in ``steps[i]``.

        ``values``, of shape (k, n), must not change afterwards. It makes no difference
        whether steps come together or one by one.
        """
        values = little_endian(values)
        count, size = values.shape
        data = frames(values)
        done = 0
        at = -self.steps % self.stride
        while at < count:
            self._hash.update(data[done : at + 1])
            self._keep(int(steps[at]))
            done, at = at + 1, at + self.stride
            at += -(self.steps + at) % self.stride  # which may just have doubled
        self._hash.update(data[done:])
        self.steps += count
        self.draws += count * size
        flat = values.reshape(-1)
        limit = HEAD.get(values.dtype.kind, HEAD_OF_OTHERS)
        if len(self.head) < limit:
            self.head.extend(flat[: limit - len(self.head)])
        if self.starts_over is None:
            self._values.append(flat)
            if self.draws - self._values_at > PENDING_DRAWS:
                self._look_for_start()

    def note(self, beside: bytes) -> None:
        """Cover bytes that are no values, before the values that they belong to."""
        self._hash.update(beside)

    def _keep(self, step: int) -> None:
        self.trail.append((step, self._hash.copy().hexdigest()[:8]))
        if len(self.trail) > TRAIL:
            self.trail = self.trail[::2]
            self.stride *= 2

    def _look_for_start(self) -> None:
        """Find the first draw k ≥ 1 where draws k and k + 1 equal draws 0 and 1."""
        if self.starts_over is not None or self.draws < 2:
            return
        run = np.concatenate(self._values)
        hits = np.flatnonzero((run[:-1] == self.head[0]) & (run[1:] == self.head[1]))
        later = [int(hit) + self._values_at for hit in hits[:2] if hit + self._values_at >= 1]
        self.starts_over = later[0] if later else None
        self._values = [run[-1:]]  # the pair may lie across
        self._values_at = self.draws - 1

    def facts(self, epoch: int) -> dict[str, Any]:
        """What the record keeps of this stream."""
        self._look_for_start()
        starts_over = self.starts_over
        if self.draws == 2 and self.head[0] == self.head[1]:
            starts_over = 1  # too short for a pair to come again
        return {
            "epoch": epoch,
            "draws": self.draws,
            "digest": self._hash.hexdigest(),
            "startsOver": starts_over,
            "head": [literal(value) for value in self.head],
            "trail": " ".join(f"{step}:{digest}" for step, digest in self.trail),
        }
