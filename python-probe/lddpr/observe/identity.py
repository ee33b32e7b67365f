"""An identity run: every known generator is in one fixed state whenever a sample is made.

Each sample then gets the same draws, so its content names it. Afterwards generators
are where they were: samplers and the training draw as if samples had drawn nothing.

A generator that the first sample makes for itself is pinned from the second one on. Entropy, the
clock and generators that nobody can name stay as they are.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

import torch

SEED = 1
Own = Callable[[], Iterable[tuple[str, Any]]]


class Kind(NamedTuple):
    """How a generator is read, set, and put in the fixed state of its kind."""

    take: Callable[[Any], Any]
    put: Callable[[Any, Any], object]
    pin: Callable[[Any], object]


def pin_numpy(generator: Any) -> None:
    bits = generator.bit_generator
    bits.state = type(bits)(SEED).state


def pin_legacy(generator: Any) -> None:
    """Bits and the normal that may wait."""
    fixed = type(generator)(type(generator._bit_generator)(SEED))
    generator.set_state(fixed.get_state(legacy=False))


PYTHON = Kind(lambda g: g.getstate(), lambda g, state: g.setstate(state), lambda g: g.seed(SEED))
TORCH = Kind(
    lambda g: g.get_state(),
    lambda g, state: g.set_state(state),
    lambda g: g.manual_seed(SEED),
)
NUMPY = Kind(
    lambda g: g.bit_generator.state,
    lambda g, state: setattr(g.bit_generator, "state", state),
    pin_numpy,
)
LEGACY = Kind(lambda g: g.get_state(legacy=False), lambda g, state: g.set_state(state), pin_legacy)


def kind_of(generator: Any) -> Kind | None:
    """None for what has no state that can be set."""
    if isinstance(generator, random.SystemRandom):
        return None
    if isinstance(generator, random.Random):
        return PYTHON
    if isinstance(generator, torch.Generator):
        return TORCH
    return NUMPY if hasattr(generator, "bit_generator") else LEGACY


def global_ones() -> list[Any]:
    """Python's, NumPy's and torch's, and those of GPUs that this process uses already."""
    numpy = sys.modules.get("numpy")
    found = [random._inst, torch.default_generator]
    if numpy:
        found.append(numpy.random.mtrand._rand)
    cuda: Any = torch.cuda
    if cuda.is_initialized() and not cuda._is_in_bad_fork():
        found += cuda.default_generators
    return found


@contextmanager
def fixed(own: Own) -> Iterator[None]:
    """Global and ``own`` generators are in their fixed state, and afterwards where they were."""
    kept = []
    for generator in [*global_ones(), *(each for _, each in own())]:
        kind = kind_of(generator)
        if kind:
            with suppress(Exception):  # of a class that is not as its base: it stays as it is
                state = kind.take(generator)
                kept.append((kind, generator, state))
                kind.pin(generator)
    try:
        yield
    finally:
        for kind, generator, state in reversed(kept):
            kind.put(generator, state)


class Samples:
    """Stands for a map dataset in one fetcher; the dataset answers whatever else is asked of it."""

    def __init__(self, dataset: Any, own: Own) -> None:
        self._dataset = dataset
        self._own = own

    def __getitem__(self, index: Any) -> Any:
        with fixed(self._own):
            return self._dataset[index]

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._dataset, name)
        return self._together if name == "__getitems__" and value else value

    def _together(self, indices: Iterable[Any]) -> list[Any]:
        """One at a time: what a sample draws must not depend on its place in a batch."""
        found = []
        for index in indices:
            with fixed(self._own):
                found.extend(self._dataset.__getitems__([index]))
        return found


class Stream:
    """Stands for the iterator over an iterable dataset in one fetcher."""

    def __init__(self, iterator: Iterator[Any], own: Own) -> None:
        self._iterator = iterator
        self._own = own

    def __iter__(self) -> Stream:
        return self

    def __next__(self) -> Any:
        with fixed(self._own):
            return next(self._iterator)


def pinned(fetcher: Any, own: Own) -> None:
    """Let ``fetcher``, one of torch's, pin all generators around each sample.

    ``own`` gives name and generator of those that are not global; it is asked for each sample.
    The dataset itself, and what ``get_worker_info`` shows of it, stay as they are.
    """
    if hasattr(fetcher, "dataset_iter"):
        fetcher.dataset_iter = Stream(fetcher.dataset_iter, own)
    else:
        fetcher.dataset = Samples(fetcher.dataset, own)
