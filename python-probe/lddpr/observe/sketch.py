"""One sketch of many tensors, which tells how far two collections are apart; and its signs."""

from __future__ import annotations

import torch
from torch import Tensor

BUCKETS = 16
BLOCK = 1 << 14  # of a row: less than torch splits among threads, which cost more than they give
ROWS = {"cpu": 1, "cuda": 256}  # at once; the weights of a row come again, with one for the row

_signs: dict[torch.device, Tensor] = {}


def mixed(first: int, count: int, device: torch.device) -> Tensor:
    """Splitmix64 of ``count`` numbers from ``first`` on, as int64: it wraps, and draws nothing."""
    bits = torch.arange(first, first + count, dtype=torch.int64, device=device)
    bits = bits * -7046029254386353131
    for shift, factor in ((30, -4658895280553007687), (27, -7723592293110705685)):
        bits = (bits ^ (bits >> shift & (1 << 64 - shift) - 1)) * factor
    return bits ^ (bits >> 31 & (1 << 33) - 1)


class Sketch:
    """16 signed sums over the elements of a collection, in float64, and the sum of squares.

    An element's number in the collection decides its bucket and its sign, so the squared distance
    of two sketches estimates that of the collections: by 0.55 to 1.34 times, as measured.
    """

    def __init__(self, device: torch.device, first: int) -> None:
        self.first = first
        self.filled = 0
        self.size = ROWS[device.type] * BLOCK
        self.block = torch.empty(self.size, dtype=torch.float64, device=device)
        self.sums: list[Tensor] = []  # of each row, by bucket
        self.norms: list[Tensor] = []
        if device not in _signs:
            _signs[device] = signs(mixed(1, BLOCK, device))

    def add(self, tensor: Tensor) -> None:
        """Take the elements of a flat tensor."""
        start, size = 0, len(tensor)
        while start < size:
            end = min(size, start + self.size - self.filled)
            filled = self.filled + end - start
            self.block[self.filled : filled].copy_(tensor[start:end])
            start, self.filled = end, filled
            if filled == self.size:
                self.reduce()

    def reduce(self) -> None:
        """Reduce what the block holds, as little at a time as threads do not share."""
        rows = -(-self.filled // BLOCK)
        block = self.block[: rows * BLOCK]
        if self.filled < self.size:
            block[self.filled :] = 0
        self.norms.append(torch.linalg.vector_norm(block))
        by_row = block.view(rows, BLOCK).mul_(_signs[block.device])
        self.sums.append(by_row.view(rows, -1, BUCKETS).sum(1))
        self.filled = 0

    def end(self) -> Tensor:
        """16 sums and the sum of squares."""
        if self.filled:
            self.reduce()
        sums = torch.cat(self.sums)
        own = signs(mixed(self.first, sums.numel(), sums.device)).view(-1, BUCKETS)
        squares = torch.stack(self.norms).square().sum()
        return torch.cat([(sums * own).sum(0), squares.view(1)])


def signs(bits: Tensor) -> Tensor:
    return (bits >> 17 & 1).double() * 2 - 1
