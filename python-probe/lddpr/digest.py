"""Digests of streams. A digest covers dtype, shape and little-endian bytes, never a reduction."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIGEST_BYTES = 16
HEAD = 4  # values kept as literals for the reader
TRAIL = 64  # most entries of a trail, whatever the length of the stream

Values = NDArray[Any]


def frame(values: Values) -> bytes:
    """The bytes that a digest covers: dtype and shape, then the values, little-endian."""
    little = np.asarray(values, dtype=values.dtype.newbyteorder("<"))
    return f"{little.dtype.str}{little.shape}|".encode() + little.tobytes()


def literal(value: Any) -> str:
    """An exact literal: hexadecimal for floats, decimal for integers."""
    return float(value).hex() if isinstance(value, np.floating) else str(int(value))


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
    _last: Any = None

    def add(self, step: int, values: Values) -> None:
        """Take the values, shape (n,) with n ≥ 1, that one training step drew."""
        self._hash.update(frame(values))
        if self.starts_over is None:
            self._look_for_start(values)
        if len(self.head) < HEAD:
            self.head.extend(values[: HEAD - len(self.head)])
        self.draws += len(values)
        if self.steps % self.stride == 0:
            self.trail.append((step, self._hash.copy().hexdigest()[:8]))
            if len(self.trail) > TRAIL:
                self.trail = self.trail[::2]
                self.stride *= 2
        self.steps += 1

    def _look_for_start(self, values: Values) -> None:
        """Find the first draw k ≥ 1 where draws k and k + 1 equal draws 0 and 1."""
        known = [] if self._last is None else [self._last]
        run = np.concatenate([known, values]) if known else values
        first = [*self.head, *values][:2]
        if len(first) == 2:
            offset = self.draws - len(known)  # the position of run[0] in the stream
            hits = np.flatnonzero((run[:-1] == first[0]) & (run[1:] == first[1])) + offset
            later = hits[hits >= 1]
            self.starts_over = int(later[0]) if len(later) else None
        self._last = values[-1]

    def facts(self, epoch: int) -> dict[str, Any]:
        """What the record keeps of this stream."""
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
