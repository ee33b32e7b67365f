from __future__ import annotations

from typing import Any

import pytest

from lddpr.log import Log
from lddpr.report import agreement, report
from lddpr.scenario import Scenario

Epochs = list[list[list[int]]]


def log(rank: int, epochs: Epochs, weight: float = 0.5, draw: float = 0.25) -> Log:
    """``epochs[epoch][step]`` are sample indices."""

    def step(number: int, indices: list[int]) -> dict[str, Any]:
        loader = {f"dl_{library}_rand": [draw] * len(indices) for library in ("torch", "np", "py")}
        main = {"torch_rand": 0.5, "np_rand": 0.5, "py_rand": 0.5}
        workers = [number % 2] * len(indices)
        ours = {"batch_idx": number, "sample_indices": indices, "worker_ids": workers}
        return {**ours, **loader, **main}

    steps = [[step(n, indices) for n, indices in enumerate(epoch)] for epoch in epochs]
    return {
        "init_weights": {"weight": [[weight]], "bias": [0.0]},
        "epochs": [{"epoch": e, "rank": rank, "steps": each} for e, each in enumerate(steps)],
    }


def text(logs: list[Log], size: int, epochs: int = 1) -> str:
    scenario = Scenario(num_devices=len(logs), dataset_size=size, max_epochs=epochs)
    return "\n".join(report(logs, scenario, {"torch": "9.9"}))


EVEN = [log(0, [[[0, 1], [2, 3]]], draw=0.1), log(1, [[[4, 5], [6, 7]]], draw=0.2)]


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ([1], "one rank"),
        ([1, 1], "SAME"),
        ([1, 1, 2], "DIFFERENT"),
        ([[0.1], [0.1]], "SAME"),
        ([0.1, 0.1 + 2**-55], "DIFFERENT"),
    ],
)
def test_agreement(values: list[Any], label: str) -> None:
    assert agreement(values) == label


def test_even_partition() -> None:
    found = text(EVEN, 8)
    assert "Rank 1: [4, 5, 6, 7]" in found
    assert "Coverage: 8/8 indices\n  Missing: none\n  Duplicates: none" in found
    assert "Overlap of ranks 0 and 1: none" in found


def test_padding_of_13_samples_is_a_duplicate_and_an_overlap() -> None:
    found = text([log(0, [[[0, 2, 4, 6, 8, 10, 12]]]), log(1, [[[1, 3, 5, 7, 9, 11, 0]]])], 13)
    assert "Coverage: 13/13 indices\n  Missing: none\n  Duplicates: 1" in found
    assert "Overlap of ranks 0 and 1: [0]" in found


def test_missing_index() -> None:
    assert "Coverage: 8/10 indices\n  Missing: [8, 9]" in text(EVEN, 10)


def test_three_ranks_overlap_in_pairs() -> None:
    found = text([log(rank, [[[rank, 5]]]) for rank in range(3)], 6)
    for pair in ("0 and 1", "0 and 2", "1 and 2"):
        assert f"Overlap of ranks {pair}: [5]" in found


def test_one_rank_has_nothing_to_compare_with() -> None:
    found = text([log(0, [[[0, 1]]])], 2)
    assert "weight     one rank" in found
    assert "SAME" not in found
    assert "Overlap" not in found
    assert "broadcast changes nothing" not in found


def test_same_weights() -> None:
    found = text(EVEN, 8)
    assert "weight     SAME" in found
    assert "Every rank computed the same weights; the broadcast changes nothing." in found


def test_different_weights_are_shown() -> None:
    found = text([EVEN[0], log(1, [[[4, 5], [6, 7]]], weight=0.75)], 8)
    assert "weight     DIFFERENT\n      Rank 0: [[0.5]]\n      Rank 1: [[0.75]]" in found
    assert "bias       SAME" in found
    assert "The ranks differ; DDP's broadcast from rank 0 makes them equal." in found


def test_same_order_in_every_epoch() -> None:
    found = text([log(0, [[[0, 1]], [[0, 1]]]), log(1, [[[2, 3]], [[3, 2]]])], 4, epochs=2)
    assert "Rank 0: SAME order\n    Rank 1: DIFFERENT order" in found
    assert "Rank 0: 1 different orders in 2 epochs" in found
    assert "Rank 1: 2 different orders in 2 epochs" in found


def test_values_of_every_step_and_their_agreement() -> None:
    found = text(EVEN, 8)
    assert found.count("    Step ") == 2
    assert "dl_torch_rand  R1: [0.200000, 0.200000]  [DIFFERENT]" in found
    assert "torch_rand     R0=0.500000 | R1=0.500000  [SAME]" in found


def test_tally_over_all_steps_sees_beyond_the_first() -> None:
    logs = [log(rank, [[[0], [1]]]) for rank in (0, 1)]
    logs[1]["epochs"][0]["steps"][1]["dl_np_rand"] = [0.75]
    found = text(logs, 2)
    assert "dl_np_rand     SAME in 1 of 2 steps" in found
    assert "dl_py_rand     SAME in all 2 steps" in found


def test_cuda_only_where_it_was_drawn() -> None:
    logs = [log(rank, [[[rank]]]) for rank in (0, 1)]
    assert "cuda_rand" not in text(logs, 2)
    for each in logs:
        each["epochs"][0]["steps"][0]["cuda_rand"] = 1.5
    assert "cuda_rand      R0=1.500000 | R1=1.500000  [SAME]" in text(logs, 2)


def test_says_who_loaded_the_data() -> None:
    logs = [log(0, [[[0]]])]
    assert "dataset (worker process)" in text(logs, 1)
    logs[0]["epochs"][0]["steps"][0]["worker_ids"] = [-1]
    assert "dataset (main process)" in text(logs, 1)


def test_configuration_closes_the_report() -> None:
    found = text(EVEN, 8)
    assert "  dataset_size = 8\n" in found
    assert found.endswith("  torch 9.9")
