"""The global generators: their states are taken, set, and told apart."""

from __future__ import annotations

import random
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
import torch

# torch's state begins with the seed and the twister; what follows may be a normal that waits.
TWISTER = slice(8, 5016)


class Generator(NamedTuple):
    """``bits`` are what it goes on with. They tell how much was drawn, not what became of it: a
    normal that Python or NumPy keeps for the next call is a result of arithmetic."""

    take: Callable[[], Any]
    put: Callable[[Any], object]
    bits: Callable[[Any], bytes]

    def fingerprint(self, state: Any) -> bytes:
        return blake2b(self.bits(state), digest_size=8).digest()


def generators(device: torch.device) -> dict[str, Generator]:
    """Those of each library, and of ``device`` if it is a GPU."""
    found = {
        "python": Generator(
            random.getstate,
            random.setstate,
            lambda state: np.array(state[1], dtype="<u4").tobytes(),
        ),
        "numpy": Generator(
            np.random.get_state,
            np.random.set_state,
            lambda state: state[1].tobytes() + state[2].to_bytes(4, "little"),
        ),
        "torch": Generator(
            torch.get_rng_state,
            torch.set_rng_state,
            lambda state: state.numpy()[TWISTER].tobytes(),
        ),
    }
    if device.type == "cuda":
        found["cuda"] = Generator(
            lambda: torch.cuda.get_rng_state(device),
            lambda state: torch.cuda.set_rng_state(state, device),
            lambda state: state.numpy().tobytes(),
        )
    return found
