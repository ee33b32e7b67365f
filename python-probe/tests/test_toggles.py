"""What a scenario can ask for besides the nine parameters, in one suite."""

from __future__ import annotations

from typing import Any

import pytest

from lddpr.module import HIDDEN
from lddpr.scenario import Scenario
from suites import entry, plan, suite

Channels = dict[str, list[dict[str, Any]]]

SCENARIOS = (
    entry("plain", Scenario()),
    entry("validating", Scenario(), validate=True),
    entry("validating-no-workers", Scenario(num_workers=0), validate=True),
    entry("regularized", Scenario(), model="regularized"),
    entry("bf16", Scenario(), model="regularized", precision="bf16-mixed"),
    entry("cut", Scenario(), max_steps=3),
    entry("resumed", Scenario(), resumes="cut"),
    entry("unseeded", Scenario(seed_everything=False)),
    entry("no-workers", Scenario(num_workers=0)),
    entry("defaults", Scenario(num_workers=0), trainer="default"),
    entry("validating-quietly", Scenario(num_workers=0), validate="quiet"),
    entry("stateful", Scenario(max_epochs=2), model="stateful"),
    entry("continued", Scenario(), model="stateful", resumes="stateful"),
    entry("cut-stateful", Scenario(), model="stateful", max_steps=3),
    entry("first-come", Scenario(), in_order=False),
    entry("short", Scenario(num_workers=0, max_epochs=1)),
    entry("draws", Scenario(num_workers=0, max_epochs=1), draws=True),
)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Channels]:
    outcome = suite(tmp_path_factory.mktemp("toggles"), plan(*SCENARIOS))
    assert outcome.record, outcome.last
    return {run["scenario"]: run["channels"] for run in outcome.record["runs"]}


def epochs(channel: list[dict[str, Any]]) -> list[int]:
    return [epoch["epoch"] for epoch in channel]


def test_seeds_are_those_in_force(runs: dict[str, Channels]) -> None:
    for rank in (0, 1):
        assert runs["plain"][f"rank{rank}/seeds"][0]["head"] == ["42", "1", "42", "42"]
    ours, theirs = (runs["unseeded"][f"rank{rank}/seeds"][0]["head"] for rank in (0, 1))
    assert ours[:3] == theirs[:3] == ["-1", "-1", "0"]
    assert ours[3] != theirs[3]


def test_validation_is_recorded_apart_in_every_epoch(runs: dict[str, Channels]) -> None:
    channels = runs["validating"]
    for rank in (0, 1):
        order = channels[f"rank{rank}/val.order"]
        assert epochs(order) == [0, 1, 2]
        assert order[0]["head"] == [str(index) for index in range(rank, 16, 2)]
        assert epochs(channels[f"rank{rank}/val.worker1/numpy"]) == [0, 1, 2]
    assert channels["rank0/order"] == runs["plain"]["rank0/order"]


def test_validation_without_workers_draws_in_the_main_process(runs: dict[str, Channels]) -> None:
    names = {name for name in runs["validating-no-workers"] if "val." in name}
    kinds = ("val.order", *(f"val.dataset/{library}" for library in ("numpy", "python", "torch")))
    assert names == {f"rank{rank}/{kind}" for rank in (0, 1) for kind in kinds}


def test_validation_is_not_isolated(runs: dict[str, Channels]) -> None:
    assert runs["validating"]["rank0/main/torch"] != runs["plain"]["rank0/main/torch"]


def test_dropout_masks_are_recorded_whole_and_alike_on_all_ranks(runs: dict[str, Channels]) -> None:
    masks = runs["regularized"]["rank0/dropout"]
    assert epochs(masks) == [0, 1, 2]
    assert masks[0]["draws"] == 8 * HIDDEN
    assert set(masks[0]["head"]) == {"0", "1"}
    assert masks == runs["regularized"]["rank1/dropout"]


def test_buffers_part_from_the_weights_and_the_ranks_from_each_other(
    runs: dict[str, Channels],
) -> None:
    channels = runs["regularized"]
    assert channels["rank0/buffers.start"] == channels["rank1/buffers.start"]
    assert channels["rank0/buffers.end"] != channels["rank1/buffers.end"]
    assert channels["rank0/weights.end"] == channels["rank1/weights.end"]
    assert "rank0/buffers.init" not in channels


def test_precision_changes_what_is_computed_and_not_what_is_drawn(
    runs: dict[str, Channels],
) -> None:
    mixed, true = runs["bf16"], runs["regularized"]
    assert mixed["rank0/dropout"] == true["rank0/dropout"]
    assert mixed["rank0/main/torch"] == true["rank0/main/torch"]
    assert mixed["rank0/weights.end"] != true["rank0/weights.end"]


def test_a_training_is_cut_within_an_epoch_and_resumed_there(runs: dict[str, Channels]) -> None:
    cut, whole = runs["cut"]["rank0/order"], runs["plain"]["rank0/order"]
    assert [epoch["draws"] for epoch in cut] == [8, 4]
    assert cut[0] == whole[0]
    assert cut[1]["head"] == whole[1]["head"][:4]
    assert epochs(runs["resumed"]["rank0/order"])[-1] == 2


def drawn(channels: Channels) -> Channels:
    """What training draws, and in which order."""
    kinds = ("order", "main", "worker", "dataset")
    return {name: each for name, each in channels.items() if name.split("/")[1].startswith(kinds)}


def test_the_defaults_of_the_trainer_draw_nothing(runs: dict[str, Channels]) -> None:
    assert runs["defaults"] == runs["no-workers"]


def test_a_quiet_validation_draws_nothing(runs: dict[str, Channels]) -> None:
    quiet = runs["validating-quietly"]
    assert drawn(quiet) == drawn(runs["no-workers"])
    assert epochs(quiet["rank0/val.order"]) == [0, 1, 2]
    assert not [name for name in quiet if "val." in name and not name.endswith("val.order")]


def test_modes_are_those_of_every_module_in_every_step(runs: dict[str, Channels]) -> None:
    for name in ("validating", "validating-no-workers", "validating-quietly"):
        first, *others = runs[name]["rank1/modes"]
        assert first["head"] == ["1", "1", "1", "0"] * 2  # the last is a dropout that is frozen
        assert {each["digest"] for each in others} == {first["digest"]}


PARTS = ("optimizers", "schedulers", "callbacks", "module")


@pytest.mark.parametrize("part", PARTS)
def test_a_resumed_training_starts_with_the_state_that_was_saved(
    runs: dict[str, Channels], part: str
) -> None:
    for rank in (0, 1):
        start, end = f"rank{rank}/state.start/{part}", f"rank{rank}/state.end/{part}"
        assert runs["continued"][start] == runs["stateful"][end]
        assert runs["continued"][start] != runs["stateful"][start]
        assert runs["continued"][end] != runs["stateful"][end]


def test_a_stateful_model_draws_as_the_other_one(runs: dict[str, Channels]) -> None:
    plain = {name: each[:2] for name, each in drawn(runs["plain"]).items()}
    assert drawn(runs["stateful"]) == plain
    assert runs["stateful"]["rank0/weights.init"] == runs["plain"]["rank0/weights.init"]


def test_two_optimizers_make_one_step_of_training(runs: dict[str, Channels]) -> None:
    assert [epoch["draws"] for epoch in runs["cut-stateful"]["rank0/order"]] == [8, 4]


def test_a_loader_without_order_is_one(runs: dict[str, Channels]) -> None:
    assert epochs(runs["first-come"]["rank0/order"]) == [0, 1, 2]


def test_draws_come_after_training_and_are_the_same_on_all_ranks(runs: dict[str, Channels]) -> None:
    drawn, plain = runs["draws"], runs["short"]
    assert {name: drawn[name] for name in plain} == plain
    rows = {name: digests for name, digests in drawn.items() if name not in plain}
    assert "rank0/draw/torch/randperm" in rows
    assert "rank0/draw.computed/torch/randn-16" in rows
    for name, channel in rows.items():
        assert channel == rows[name.replace("rank1", "rank0")]
        assert epochs(channel) == [0]
