"""Weights that are rounded otherwise: near, alike on all ranks, and nothing is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from lddpr.observe.rounding import round_otherwise
from lddpr.observe.states import states
from observed import HERE, watched


def module(dtype: torch.dtype) -> nn.Module:
    torch.manual_seed(0)
    made = nn.Sequential(nn.Linear(8, 16), nn.BatchNorm1d(16), nn.Linear(16, 1)).to(dtype)
    made.register_parameter("table", nn.Parameter(torch.arange(6), requires_grad=False))
    return made


def weights(of: nn.Module) -> torch.Tensor:
    return torch.cat([p.detach().double().flatten() for p in of.parameters()])


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.bfloat16, torch.float16])
def test_each_weight_moves_by_rounding_alone(dtype: torch.dtype, number: int) -> None:
    one, other = module(dtype), module(dtype)
    before, drawn = weights(one), states()
    round_otherwise(one, number)
    round_otherwise(other, number)
    assert states() == drawn
    assert torch.equal(weights(one), weights(other))
    steps = 1 if dtype in (torch.bfloat16, torch.float16) else 4**number
    moved = (weights(one) - before).abs() / before.abs().clamp_min(1e-300)
    large = before.abs() > 1e-3  # those near zero may have no neighbour so close
    floats = torch.tensor([p.is_floating_point() for p in one.parameters() for _ in p.flatten()])
    assert (moved[large & floats] > 0).float().mean() > 0.9
    assert moved.max() <= 1.5 * steps * torch.finfo(dtype).eps
    assert torch.equal(weights(one)[~floats], before[~floats])


def test_each_number_moves_others() -> None:
    found = []
    for number in range(3):
        made = module(torch.float64)
        before = weights(made)
        round_otherwise(made, number)
        found.append((weights(made) > before).int().tolist())
    assert found[0] != found[1] != found[2]


@pytest.mark.slow
def test_a_training_starts_from_weights_that_are_rounded_otherwise(tmp_path: Path) -> None:
    found = {}
    for mode in ("plain", "rounded"):
        directory = tmp_path / mode
        directory.mkdir()
        words = [str(HERE / "shapes.py"), str(directory / "out"), "manual"]
        seen = watched(words, directory, mode=mode)
        assert seen.status == 0, seen.output
        assert not seen.of(kind="observer-error")
        lines = seen.of("fit0.rank0", "tensors")
        found[mode] = {(each["part"], each["at"], each["moment"]): each["digest"] for each in lines}
    plain, rounded = found["plain"], found["rounded"]
    assert plain.keys() == rounded.keys()
    differ = [key for key in plain if plain[key] != rounded[key]]
    assert ("weights", "start", None) not in differ  # it is recorded before
    assert any(part.startswith("gradients") and moment == "0.0" for part, _, moment in differ)
