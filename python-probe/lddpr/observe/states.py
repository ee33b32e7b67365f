"""Digests of what generators go on with."""

from __future__ import annotations

import random
import struct
import sys
from hashlib import blake2b
from typing import Any

import torch

# torch's state on a CPU begins with the 64 bits that seeded it, of which its engine uses 32.
SEED_BYTES = 8


def digest(*parts: Any) -> str:
    """16 hexadecimal digits for some bytes."""
    hashed = blake2b(digest_size=8)
    for part in parts:
        hashed.update(part)
    return hashed.hexdigest()


def states() -> dict[str, str | None]:
    """A digest for each library's global generator; None for one that is not imported."""
    numpy = sys.modules.get("numpy")
    found = {
        "python": of_python(random.getstate()),
        "numpy": of_numpy(numpy.random.get_state(legacy=False)) if numpy else None,
        "torch": of_torch(torch.get_rng_state(), "cpu"),
    }
    if torch.cuda.is_initialized():  # type: ignore[no-untyped-call]
        found["cuda"] = of_torch(torch.cuda.get_rng_state(), "cuda")
    return found


def state_of(generator: Any) -> str:
    """A digest of the state of a generator that somebody made."""
    if isinstance(generator, random.SystemRandom):
        return digest(b"entropy")  # it has no state
    if isinstance(generator, random.Random):
        return of_python(generator.getstate())
    if isinstance(generator, torch.Generator):
        return of_torch(generator.get_state(), generator.device.type)
    if hasattr(generator, "bit_generator"):
        return digest(repr(plain(generator.bit_generator.state)).encode())
    return of_numpy(generator.get_state(legacy=False))


def of_python(state: Any) -> str:
    version, words, kept = state
    if version == 3:
        return digest(struct.pack(f"<{len(words)}Q", *words), repr(kept).encode())
    return digest(repr(state).encode())


def of_numpy(state: Any) -> str:
    words = state["state"].get("key")
    if words is None:  # a bit generator that is no Mersenne twister
        return digest(repr(plain(state)).encode())
    rest = (state["state"]["pos"], state["has_gauss"], state["gauss"])
    return digest(words.tobytes(), repr(tuple(map(float, rest))).encode())


def of_torch(state: torch.Tensor, device: str) -> str:
    return digest(state.numpy()[SEED_BYTES if device == "cpu" else 0 :].tobytes())


def plain(value: Any) -> Any:
    """Arrays as lists: what NumPy shortens with dots must not be compared."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return value.tolist() if hasattr(value, "tolist") else value
