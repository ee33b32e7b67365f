"""What the lines of a watched training say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lddpr.observe.values import said_by
from observed import HERE, Watched, run, watched

SCRIPT = str(HERE / "shapes.py")
SHAPES = ["persistent", "iterable-workers", "several", "manual", "accumulate", "callbacks", "twice"]
OF_MODULE = ("shapes.rng", "shapes.legacy", "shapes.own")
FIT = {name: number for number, name in enumerate(SHAPES)}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """A training of each shape, one after another in one process."""
    directory = tmp_path_factory.mktemp("lines")
    found = watched([SCRIPT, str(directory / "out"), *SHAPES], directory)
    assert found.status == 0, found.output
    assert not found.of(kind="observer-error")
    return found


def of(seen: Watched, shape: str, kind: str) -> list[dict[str, Any]]:
    return seen.of(f"fit{FIT[shape]}.rank0", kind)


def fetches(seen: Watched, shape: str) -> list[dict[str, Any]]:
    return seen.of(f"fit{FIT[shape]}.rank0*", "fetch")


def test_a_process_says_which_trainer_it_built(seen: Watched) -> None:
    first, *_ = seen.of("process.*", "trainer")
    assert (first["package"], first["rank"], first["argv0"]) == ("lightning.pytorch", None, SCRIPT)


def test_settings_are_those_of_the_trainer(seen: Watched) -> None:
    (line,) = of(seen, "accumulate", "setup")
    settings = line["settings"]
    assert (settings["seed"], settings["seedWorkers"], settings["accumulate"]) == (7, True, 2)
    assert settings["strategy"] == "SingleDeviceStrategy"
    assert settings["module"] == "Net"
    assert "Observer" not in settings["callbacks"]
    assert settings["changed"] == [
        "max_epochs is at most 6, not 2: 6 steps are wanted",
        "limit_val_batches is 2",
    ]


def test_each_fit_has_a_number_of_the_process(seen: Watched) -> None:
    setups = seen.of("fit*.rank0", "setup")
    assert [line["fit"] for line in setups] == list(range(len(SHAPES) + 1))
    passes = [line["pass"] for line in seen.of("fit*.rank0", "loader") if not line["again"]]
    assert passes == list(range(len(passes)))


def test_all_steps_are_there_and_counted(seen: Watched) -> None:
    losses = of(seen, "persistent", "loss")
    assert [line["moment"] for line in losses] == ["0.0", "0.1", "0.2", "1.0", "1.1", "1.2"]
    assert all(line["losses"] for line in losses)
    (end,) = of(seen, "persistent", "end")
    assert (end["batches"], end["steps"]) == (6, 6)
    (end,) = of(seen, "accumulate", "end")
    assert (end["batches"], end["steps"]) == (12, 6)


def test_persistent_workers_begin_again_in_one_pass(seen: Watched) -> None:
    passes = [(line["pass"], line["again"]) for line in of(seen, "persistent", "loader")]
    assert passes == [(passes[0][0], 0), (passes[0][0], 1)]
    found = {(line["worker"], line["again"], line["n"]) for line in fetches(seen, "persistent")}
    assert {(w, a, 0) for w in (0, 1) for a in (0, 1)} <= found


def test_own_generators_go_by_name_and_only_where_they_moved(seen: Watched) -> None:
    for line in fetches(seen, "persistent"):
        assert set(line["own"]) == {
            "dataset.transform.rng",
            "shapes.rng",
            "shapes.legacy",
            "shapes.own",
        }
        assert all(before != after for before, after in line["own"].values())
        assert set(line["before"]) == set(line["after"]) == {"python", "numpy", "torch"}
        assert set(line["drawn"]) == {*line["after"], *(f"own:{name}" for name in line["own"])}


def test_an_iterable_dataset_may_draw_before_its_first_sample(seen: Watched) -> None:
    for line in fetches(seen, "iterable-workers"):
        assert line["indices"] is None
        # It makes all samples when it is asked for its iterator.
        assert bool(line["before"]) == (line["n"] == 0)
        assert len(line["samples"]) == 3


def test_a_workers_lines_are_all_there(seen: Watched) -> None:
    consumed = len(of(seen, "persistent", "batch"))
    assert len(fetches(seen, "persistent")) >= consumed
    samples = {line["batch"] for line in fetches(seen, "persistent")}
    assert {line["content"] for line in of(seen, "persistent", "batch")} <= samples


def test_several_loaders_are_told_apart(seen: Watched) -> None:
    found = [
        (line["loader"], line["workers"], line["stage"]) for line in of(seen, "several", "loader")
    ]
    assert found == [(0, 0, "train"), (1, 1, "train")] * 2


def test_a_manual_optimization_has_what_it_logs_and_a_part_for_each_optimizer(
    seen: Watched,
) -> None:
    for line in of(seen, "manual", "loss"):
        assert line["losses"] is None
        assert set(line["logged"]) == {"loss"}
    found = {line["part"] for line in of(seen, "manual", "tensors") if line["at"] == "step"}
    assert {"gradients.0", "gradients.1", "weights", "buffers"} <= found


def test_tensors_are_recorded_in_their_order(seen: Watched) -> None:
    found = [
        (line["at"], line["moment"], line["part"]) for line in of(seen, "persistent", "tensors")
    ]
    assert found[:4] == [
        (at, None, part) for at in ("init", "start") for part in ("weights", "buffers")
    ]
    first = [part for at, moment, part in found if at == "step" and moment == "0.0"]
    assert first == ["gradients.0", "weights", "buffers", "optimizer.0"]
    assert found[-1] == ("end", None, "optimizer.0")


def test_what_callbacks_keep_is_recorded(seen: Watched) -> None:
    found = {line["part"]: line for line in of(seen, "callbacks", "tensors") if line["at"] == "end"}
    kept = found["copies.Average.kept"]["tensors"]
    assert kept["layers.0.weight"] == found["weights"]["tensors"]["layers.0.weight"]


def test_states_are_noted_where_a_training_turns(seen: Watched) -> None:
    found = [line["at"] for line in of(seen, "persistent", "states")]
    assert found == ["sanity-start", "sanity-end", "start", *["epoch-start", "epoch-end"] * 2]


def test_isolated_pythons_are_not_reached(tmp_path: Path) -> None:
    """Nothing can be recorded there: who reads the lines must see that there are none."""
    found = watched(
        ["-I", "-c", "import lightning.pytorch as L; L.Trainer(logger=False)"], tmp_path
    )
    assert found.status == 0, found.output
    assert not found.of()
    assert run(["-c", "import lddpr_observe"], tmp_path)[0] == 1


def test_what_a_worker_has_said_is_what_its_exception_says() -> None:
    told = (
        "Caught OSError in DataLoader worker process 0.\n"
        "Original Traceback (most recent call last):\n"
        '  File "train.py", line 9, in __getitem__\n'
        "OSError: sample 7 is truncated\n"
    )
    assert said_by(OSError(told)) == "sample 7 is truncated"
    assert said_by(ValueError("a line\nand another")) == "a line\nand another"
    assert said_by(ValueError()) == ""
