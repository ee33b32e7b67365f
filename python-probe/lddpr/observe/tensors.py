"""Exact digests of tensors, and what a collection of them says.

On a CPU a digest covers the bytes. A GPU reduces them to 64 bits: a sum over all elements, taken as
integers, of element times an odd weight that its position decides. The sum is exact, so its order
is irrelevant; one changed bit or two exchanged elements change it. Nothing is drawn.
"""

from __future__ import annotations

import ctypes
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b, sha256
from typing import Any

import torch
from torch import Tensor
from torch.nn.parameter import is_lazy

from lddpr.observe.sketch import BLOCK, BUCKETS, ROWS, Sketch, mixed

DIGEST_BYTES = 8
ON_GPU = frozenset({"cuda"})  # elsewhere 64-bit arithmetic may be missing: those are copied
INTEGERS = {1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}
COMPRESSED = {
    "torch.sparse_csr": ("crow_indices", "col_indices", "values"),
    "torch.sparse_csc": ("ccol_indices", "row_indices", "values"),
    "torch.sparse_bsr": ("crow_indices", "col_indices", "values"),
    "torch.sparse_bsc": ("ccol_indices", "row_indices", "values"),
    "torch.sparse_coo": ("_indices", "_values"),
}

_weights: dict[torch.device, Tensor] = {}


def parts(tensor: Tensor) -> Iterator[Tensor]:
    """The plain tensors that hold all that ``tensor`` holds, detached, where it lies.

    Of a DTensor that is the local part, of a sparse tensor indices and values, of a quantised one
    integers and scales. A tensor without data (meta, not yet initialised) has no parts.
    """
    kind: Any = type(tensor)
    if is_empty(tensor):
        return
    tensor = tensor.detach()
    inner: Iterable[Any]
    if tensor.is_nested:
        inner = tensor.unbind()
    elif hasattr(kind, "to_local"):
        inner = [kind.to_local(tensor)]
    elif hasattr(kind, "__tensor_flatten__"):
        inner = [getattr(tensor, name) for name in kind.__tensor_flatten__(tensor)[0]]
    elif str(tensor.layout) in COMPRESSED:
        inner = [getattr(tensor, name)() for name in COMPRESSED[str(tensor.layout)]]
    elif tensor.layout is not torch.strided:
        inner = [tensor.to_dense()]
    elif tensor.is_quantized:
        inner = [tensor.int_repr(), *scales(tensor)]
    else:
        plain = tensor.as_subclass(Tensor)
        if plain.device.type not in ROWS:
            plain = plain.cpu()
        yield flat(plain.resolve_conj().resolve_neg())
        return
    for each in inner:
        yield from parts(each)


def is_empty(tensor: Tensor) -> bool:
    """A tensor that has no data yet."""
    return tensor.is_meta or is_lazy(tensor)


def scales(tensor: Tensor) -> list[Tensor]:
    if tensor.qscheme() in (torch.per_tensor_affine, torch.per_tensor_symmetric):
        return [torch.tensor([tensor.q_scale(), tensor.q_zero_point()], dtype=torch.float64)]
    return [tensor.q_per_channel_scales(), tensor.q_per_channel_zero_points()]


def flat(tensor: Tensor) -> Tensor:
    """One dimension with stride 1, real: one element counts as contiguous with any stride."""
    if tensor.is_complex():
        tensor = torch.view_as_real(tensor)
    tensor = tensor.contiguous().reshape(-1)
    if tensor.numel() == 1:
        return tensor.as_strided((1,), (1,), tensor.storage_offset())
    return tensor


def buffer(tensor: Tensor) -> Any:
    """The bytes of a flat tensor on the CPU; no copy is made, and NumPy is not needed."""
    size = tensor.numel() * tensor.element_size()
    return (ctypes.c_char * size).from_address(tensor.data_ptr()) if size else b""


def memory(tensor: Tensor) -> bytes:
    """A hash of the bytes. Of processors with instructions for SHA-256 the fastest one."""
    return sha256(buffer(tensor)).digest()


def checksum(tensor: Tensor) -> bytes:
    """CRC-32 of the bytes, in half of the time and anywhere: for a tensor that is compared with
    the one of its name alone. It tells apart all that differ in 32 bits in a row or in two swapped
    elements, and one of 4 billion others not.
    """
    return zlib.crc32(buffer(tensor)).to_bytes(4, "little")


class Rows:
    """Flat tensors of one device by rows of ``BLOCK`` elements, each reduced to 64 bits there."""

    def __init__(self, device: torch.device) -> None:
        if device not in _weights:
            _weights[device] = mixed(1, BLOCK, device) | 1
        self.at_once = ROWS[device.type]
        self.block = torch.zeros(self.at_once, BLOCK, dtype=torch.int64, device=device)
        self.filled = 0
        self.sums: list[Tensor] = []

    def add(self, tensor: Tensor) -> int:
        """The number of its rows."""
        integers = tensor.view(INTEGERS[tensor.element_size()])
        start, size = 0, len(integers)
        while start < size:
            end = min(size, start + (self.at_once - self.filled) * BLOCK)
            first = self.filled * BLOCK
            self.block.view(-1)[first : first + end - start].copy_(integers[start:end])
            self.filled += -(-(end - start) // BLOCK)
            start = end
            if self.filled == self.at_once:
                self.reduce()
        return -(-size // BLOCK)

    def reduce(self) -> None:
        rows = self.block[: self.filled]
        self.sums.append((rows * _weights[rows.device]).sum(1))
        rows.zero_()
        self.filled = 0

    def end(self) -> Tensor:
        """What each row is reduced to, in int64."""
        if self.filled:
            self.reduce()
        return torch.cat(self.sums) if self.sums else self.block.new_zeros(0)


def word(rows: Tensor) -> int:
    """The 64 bits of a tensor from those of its rows, on the CPU."""
    own = mixed(BLOCK + 1, len(rows), rows.device) | 1
    return int(((rows ^ (rows >> 32 & (1 << 32) - 1)) * own).sum())


def fetch(found: list[Tensor]) -> list[Tensor]:
    """The same on the CPU, with one transfer for each device."""
    fetched = list(found)
    for device in {each.device for each in found}:
        there = [at for at, each in enumerate(found) if each.device == device]
        moved = torch.cat([found[at] for at in there]).cpu()
        sizes = [len(found[at]) for at in there]
        for at, each in zip(there, moved.split_with_sizes(sizes)):  # noqa: B905 - Python 3.9
            fetched[at] = each
    return fetched


class Digests:
    """Hashes of values that may hold tensors. They fetch from GPUs once."""

    def __init__(self, of_bytes: Callable[[Tensor], bytes] = memory) -> None:
        self.of_bytes = of_bytes
        self.rows: dict[torch.device, Rows] = {}
        self.waiting: dict[torch.device, list[tuple[Any, int]]] = {}

    def add(self, tensor: Tensor, to: Any) -> list[Tensor]:
        """Cover ``tensor`` by the hash ``to``, complete after ``settle``. Gives its parts."""
        to.update(header(tensor))
        found = list(parts(tensor))
        for part in found:
            to.update(header(part))
            if part.device.type not in ON_GPU:
                to.update(self.of_bytes(part))
                continue
            if part.device not in self.rows:
                self.rows[part.device] = Rows(part.device)
                self.waiting[part.device] = []
            self.waiting[part.device].append((to, self.rows[part.device].add(part)))
        return found

    def settle(self, sums: Iterable[Tensor] = ()) -> list[list[float]]:
        """Complete the hashes. ``sums`` of float64 come along with the same transfer."""
        words = [each.end() for each in self.rows.values()]
        found = fetch([*words, *(each.view(torch.int64) for each in sums)])
        for waiting, rows in zip(self.waiting.values(), found):  # noqa: B905 - Python 3.9
            each_rows = rows.split_with_sizes([count for _, count in waiting])
            for (to, _), of_tensor in zip(waiting, each_rows):  # noqa: B905
                to.update(struct.pack("<q", word(of_tensor)))
        self.rows, self.waiting = {}, {}
        return [each.view(torch.float64).tolist() for each in found[len(words) :]]


def shape(tensor: Tensor) -> list[int]:
    """Of a nested tensor, the number of its tensors: torch counts up names for the rest."""
    return [tensor.size(0)] if tensor.is_nested else list(tensor.shape)


def header(tensor: Tensor) -> bytes:
    return f"{tensor.dtype}{shape(tensor)}|".encode()


@torch.no_grad()
def collect(named: Iterable[tuple[str, Tensor | None]], sketched: bool) -> dict[str, Any]:
    """What a line ``tensors`` says of a collection.

    ``digest`` of all; ``tensors``: name → dtype, shape, digest; ``sketch``: 17 hexadecimal floats,
    null unless ``sketched``. None and tensors without data are left out.
    """
    hashes: dict[str, Any] = {}
    facts: dict[str, list[Any]] = {}
    sketches: dict[torch.device, Sketch] = {}
    digests = Digests(checksum)
    for name, tensor in named:
        if tensor is None or is_empty(tensor):
            continue
        hashes[name] = blake2b(digest_size=DIGEST_BYTES)
        facts[name] = [str(tensor.dtype).replace("torch.", ""), shape(tensor)]
        for part in digests.add(tensor, hashes[name]):
            if sketched and len(part):
                if part.device not in sketches:
                    sketches[part.device] = Sketch(part.device, (len(sketches) + 1) << 44)
                sketches[part.device].add(part)
    found = digests.settle(each.end() for each in sketches.values())
    whole = blake2b(digest_size=DIGEST_BYTES)
    for name, each in hashes.items():
        facts[name].append(each.hexdigest())
        whole.update(f"{name}|{each.hexdigest()}|".encode(errors="surrogatepass"))
    sums = [sum(each[at] for each in found) for at in range(BUCKETS + 1)]
    return {
        "digest": whole.hexdigest(),
        "tensors": facts,
        "sketch": [float(each).hex() for each in sums] if sketched else None,
    }
