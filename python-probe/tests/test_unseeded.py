from __future__ import annotations

from typing import Any

import pytest
import torch

from harness import Outcome

DRAWN = ["dl_torch_rand", "dl_np_rand", "dl_py_rand", "torch_rand", "np_rand", "py_rand"]


def steps(outcome: Outcome, rank: int) -> list[dict[str, Any]]:
    return [step for epoch in outcome.log(rank)["epochs"] for step in epoch["steps"]]


@pytest.mark.parametrize("rank", [0, 1])
def test_sampler_has_seed_0_and_repeats(unseeded_runs: list[Outcome], rank: int) -> None:
    orders = [
        index
        for epoch in range(3)
        for index in torch.randperm(16, generator=torch.Generator().manual_seed(epoch))[rank::2]
    ]
    for outcome in unseeded_runs:
        found = [index for step in steps(outcome, rank) for index in step["sample_indices"]]
        assert found == orders


@pytest.mark.parametrize("name", DRAWN)
def test_values_differ_between_runs_and_ranks(unseeded_runs: list[Outcome], name: str) -> None:
    streams = [
        [s[name] for s in steps(outcome, rank)] for outcome in unseeded_runs for rank in (0, 1)
    ]
    assert all(streams[a] != streams[b] for a in range(4) for b in range(a))


def test_weights_differ_between_runs_and_ranks(unseeded_runs: list[Outcome]) -> None:
    found = [outcome.log(rank)["init_weights"] for outcome in unseeded_runs for rank in (0, 1)]
    assert all(found[a] != found[b] for a in range(4) for b in range(a))


def test_report_says_that_the_broadcast_matters(unseeded_runs: list[Outcome]) -> None:
    assert "The ranks differ; DDP's broadcast from rank 0 makes them equal." in unseeded_runs[0].out
