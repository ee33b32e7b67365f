"""Digests of streams. A digest covers dtype, shape and little-endian bytes, never a reduction."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

DIGEST_BYTES = 16
HEAD = 4  # values kept as literals for the reader
TRAIL = 64  # most entries of a trail, whatever the length of the stream
# What may wait: many small steps then cost little more than one large one.
PENDING_BYTES = 32 * 1024
PENDING_DRAWS = 1024

Values = NDArray[Any]


@cache
def header(dtype: DTypeLike, shape: tuple[int, ...]) -> bytes:
    """What stands before the values of a frame."""
    return f"{np.dtype(dtype).newbyteorder('<').str}{shape}|".encode()


def little_endian(values: Values) -> Values:
    """A copy: what a DataLoader hands over holds shared memory and an open file."""
    if sys.byteorder == "little" and values.dtype.isnative:
        return values.copy()
    return np.array(values, dtype=values.dtype.newbyteorder("<"))


def frame(values: Values) -> bytes:
    """The bytes that a digest covers: dtype and shape, then the values."""
    return header(values.dtype, values.shape) + little_endian(values).tobytes()


def literal(value: Any) -> str:
    """An exact literal: hexadecimal for floats, without idle zeros; decimal for integers."""
    if not isinstance(value, np.floating):
        return str(int(value))
    mantissa, exponent, power = float(value).hex().partition("p")
    return mantissa.rstrip("0").rstrip(".") + exponent + power if exponent else mantissa


@dataclass
class Stream:
    """One channel during one epoch, digested as it comes.

    ``trail`` holds (step, running digest) pairs. When there are more than TRAIL of them every other
    one goes and from then on only every second step is kept, so a stream of any length costs the
    same, and the first difference of two streams is known to within ``stride`` steps.
    """

    draws: int = 0
    steps: int = 0
    stride: int = 1
    starts_over: int | None = None
    head: list[Any] = field(default_factory=list)
    trail: list[tuple[int, str]] = field(default_factory=list)
    _hash: Any = field(default_factory=lambda: blake2b(digest_size=DIGEST_BYTES))
    _frames: bytearray = field(default_factory=bytearray)  # not in the hash yet
    _values: list[Values] = field(default_factory=list)  # not searched yet, and the one before
    _values_at: int = 0  # the draw that they begin with

    def add(self, step: int, values: Values) -> None:
        """Take the values, shape (n,) with n ≥ 1, that one training step drew."""
        copy = little_endian(values)
        self._frames += header(copy.dtype, copy.shape)
        self._frames += copy.tobytes()
        self._count(step)
        self._take(copy)

    def add_scalars(self, steps: Sequence[int], scalars: Sequence[float]) -> None:
        """The same as one ``add`` a step of an array with one float64, for less."""
        copy = little_endian(np.array(scalars))
        head, data = header(copy.dtype, (1,)), copy.tobytes()
        for step, at in zip(steps, range(0, len(data), copy.itemsize), strict=True):
            self._frames += head
            self._frames += data[at : at + copy.itemsize]
            self._count(step)
        self._take(copy)

    def _count(self, step: int) -> None:
        if self.steps % self.stride == 0:
            self._keep(step)
        self.steps += 1

    def _take(self, values: Values) -> None:
        if len(self.head) < HEAD:
            self.head.extend(values[: HEAD - len(self.head)])
        if self.starts_over is None:
            self._values.append(values)
        self.draws += len(values)
        if len(self._frames) > PENDING_BYTES:
            self._flush()
        if self.draws - self._values_at > PENDING_DRAWS:
            self._look_for_start()

    def _keep(self, step: int) -> None:
        self._flush()
        self.trail.append((step, self._hash.copy().hexdigest()[:8]))
        if len(self.trail) > TRAIL:
            self.trail = self.trail[::2]
            self.stride *= 2

    def _flush(self) -> None:
        self._hash.update(self._frames)
        self._frames.clear()

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
        self._flush()
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
