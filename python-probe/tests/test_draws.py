"""The table of draws: each row repeats, and is moved by its own function and by no other."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.utils import data

from harness import environment
from lddpr.digest import Stream
from lddpr.draws import FAILS, draws
from lddpr.functions import BY_VENDOR, COMPUTED, EXACT

CPU = torch.device("cpu")
SEED = 42
FAILED = "4b3acdcf9c37ff6a0fb7430e81c2befd"  # src/model/draws.ts has it too
ROWS = [*EXACT, *COMPUTED, *BY_VENDOR]


def seed() -> None:
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)


def digests() -> dict[str, str]:
    found = {}
    for draw in draws(CPU, seed):
        stream = Stream()
        stream.note(draw.state)
        stream.add([0], draw.values)
        found[draw.name] = str(stream.facts(0)["digest"])
    return found


RIGHT = digests()


def moved(now: dict[str, str]) -> set[str]:
    """Rows of the table whose channels differ, ``torch/randn-16`` for one."""
    return {name.partition("/")[2] for name, digest in now.items() if digest != RIGHT[name]}


def function(row: str) -> str:
    return row.partition("-")[0]


def test_every_row_repeats_whatever_was_drawn_before() -> None:
    random.random()
    np.random.normal()
    torch.rand(7)
    assert digests() == RIGHT


def test_the_generators_are_put_back() -> None:
    def next_draws() -> list[Any]:
        return [random.random(), np.random.random(), torch.rand(1).item()]

    seed()
    expected = next_draws()
    seed()
    digests()
    assert next_draws() == expected


def test_every_row_draws_something_here() -> None:
    failing = [draw.name for draw in draws(CPU, seed) if draw.values is FAILS]
    assert failing == []


def test_another_seed_moves_every_row_but_those_of_own_generators() -> None:
    def other() -> None:
        random.seed(43)
        np.random.seed(43)
        torch.manual_seed(43)

    same = {
        draw.name
        for draw, again in zip(list(draws(CPU, seed)), list(draws(CPU, other)), strict=True)
        if draw.values.tobytes() == again.values.tobytes()
    }
    own = ("RandomState", "default_rng", "Generator", "SeedSequence", "DistributedSampler")
    assert [name for name in same if not any(each in name for each in own)] == []


def test_a_function_that_a_release_lacks_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(random, "choice")
    monkeypatch.delattr(nn.init, "orthogonal_")
    now = digests()
    names = {"draw/python/choice", *(f"{kind}/torch/nn.init.orthogonal_" for kind in KINDS)}
    assert {name for name, digest in now.items() if digest != RIGHT[name]} == names
    assert {now[name] for name in names} == {FAILED}


KINDS = ("draw", "draw.computed")

# function -> rows of others that call it
CALLERS = {
    "torch/rand": ("Generator",),
    "torch/randperm": ("utils.data.", "nn.init.sparse_"),
    "torch/Tensor.random_": ("utils.data.RandomSampler", "utils.data.BatchSampler"),
    "torch/randint": ("utils.data.RandomSampler-replacement",),
    "torch/multinomial": ("utils.data.WeightedRandomSampler", "distributions.Categorical.sample"),
    "torch/Tensor.exponential_": ("nn.functional.gumbel_softmax",),
    "torch/Generator": ("utils.data.",),
    "torch/utils.data.RandomSampler": ("utils.data.BatchSampler",),
    "torch/nn.Linear": ("nn.MultiheadAttention", "nn.TransformerEncoderLayer"),
    "torch/nn.MultiheadAttention": ("nn.TransformerEncoderLayer",),
    "torch/Tensor.normal_": ("nn.",),
    "torch/Tensor.uniform_": ("nn.",),
    "torch/nn.init.normal_": ("nn.Embedding",),
    "torch/nn.init.uniform_": ("nn.",),
    "torch/nn.init.xavier_uniform_": ("nn.MultiheadAttention", "nn.Transformer"),
    "torch/nn.init.kaiming_uniform_": ("nn.",),
    "numpy/default_rng": ("Generator.",),
    "numpy/RandomState": ("Generator.", "default_rng"),  # which asks whether its seed is one
}


def otherwise(right: Callable[..., Any]) -> Callable[..., Any]:
    """The function, as a release would have it that gives other values from the same bits."""

    def draw(*arguments: Any, **options: Any) -> Any:
        value = right(*arguments, **options)
        target = arguments[0] if value is None and arguments else value
        if isinstance(target, Tensor):
            return target.add_(1)
        if isinstance(target, nn.Module):
            for parameter in target.parameters():
                parameter.data.add_(1)
            return target
        if isinstance(target, float | int):
            return target + 1
        if value is None:
            target[:] = target[::-1].copy()
            return None
        return target[::-1]

    return draw


def reversed_sampler(sampler: type) -> type:
    def iterate(self: Any) -> Iterator[Any]:
        return iter(list(sampler.__iter__(self))[::-1])  # type: ignore[attr-defined]

    return type(sampler.__name__, (sampler,), {"__iter__": iterate})


class OtherGenerator:
    """NumPy's, which no test can patch, with one method that gives other values."""

    def __init__(self, method: str, right: np.random.Generator) -> None:
        self.method, self.right = method, right

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.right, name)
        return otherwise(found) if name == self.method else found


def other_spawn(entropy: int) -> Any:
    right = np.random.bit_generator.SeedSequence(entropy)
    return SimpleNamespace(spawn=otherwise(right.spawn))


def patch(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    library, _, path = name.partition("/")
    *owners, attribute = path.split(".")
    owner: Any = {"python": random, "numpy": np.random, "torch": torch}[library]
    if path.startswith("Generator."):
        right = np.random.default_rng
        monkeypatch.setattr(owner, "default_rng", lambda s: OtherGenerator(attribute, right(s)))
        return
    if path == "SeedSequence.spawn":
        monkeypatch.setattr(owner, "SeedSequence", other_spawn)
        return
    for each in owners:
        owner = getattr(owner, each)
    right = getattr(owner, attribute)
    if path == "Generator":
        other = SimpleNamespace(manual_seed=lambda value: right().manual_seed(value + 1))
        monkeypatch.setattr(owner, attribute, lambda: other)
    elif path in ("default_rng", "RandomState"):
        monkeypatch.setattr(owner, attribute, lambda value: right(value + 1))
    elif isinstance(right, type) and issubclass(right, data.Sampler):
        monkeypatch.setattr(owner, attribute, reversed_sampler(right))
    else:
        monkeypatch.setattr(owner, attribute, otherwise(right))


@pytest.mark.parametrize("name", sorted({function(row) for row in ROWS}))
def test_a_function_that_draws_otherwise_moves_its_own_rows(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    patch(monkeypatch, name)
    rows = moved(digests())
    own = {row for row in ROWS if function(row) == name}
    assert own <= rows
    callers = tuple(f"{name.partition('/')[0]}/{caller}" for caller in CALLERS.get(name, ()))
    assert {row for row in rows - own if not row.startswith(callers)} == set()


def test_a_function_that_takes_more_bits_moves_what_every_cpu_agrees_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = nn.init.trunc_normal_
    monkeypatch.setattr(nn.init, "trunc_normal_", lambda tensor: right(tensor) + torch.rand(1))
    bits = "draw/torch/nn.init.trunc_normal_"
    assert digests()[bits] != RIGHT[bits]


PROGRAM = "import json, test_draws; print(json.dumps(test_draws.RIGHT))"
# Of a CPU without AVX2 and FMA, as torch, NumPy, the C library and the linear algebra see it.
OLD_CPU = {
    "ATEN_CPU_CAPABILITY": "default",
    "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX2 FMA3 AVX512F",
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX,-AVX2,-FMA,-FMA4,-AVX512F",
    "MKL_ENABLE_INSTRUCTIONS": "SSE4_2",
}


@pytest.mark.parametrize(
    "surroundings", [OLD_CPU, {"OMP_NUM_THREADS": "2"}], ids=("CPU", "number of threads")
)
def test_rows_that_are_exact_are_the_same_on_another(surroundings: dict[str, str]) -> None:
    out = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        env=environment(Path(__file__).parent, **surroundings),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    there = json.loads(out)
    differing = {name for name in RIGHT if there[name] != RIGHT[name]}
    assert {name for name in differing if name.startswith("draw/")} == set()
