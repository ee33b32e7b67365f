"""What has once given a wrong answer, or ended a training."""

from __future__ import annotations

import json
import pickle
import random
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader, IterableDataset, dataloader

import lddpr_observe
from lddpr.observe import limits, loaders, loading, parts, settings, states, values
from lddpr.observe.callback import class_for, make
from lddpr.observe.session import Session
from lddpr.observe.settings import Settings
from lddpr.observe.sink import ERRORS, Guard, Sink, guarded


def test_the_bits_of_a_seed_that_torch_does_not_use_are_no_difference() -> None:
    first, second = torch.Generator().manual_seed(7), torch.Generator().manual_seed(7 + 2**32)
    assert torch.equal(torch.rand(3, generator=first), torch.rand(3, generator=second))
    assert states.state_of(first) == states.state_of(second)
    torch.rand(1, generator=first)
    assert states.state_of(first) != states.state_of(second)


DRAWS: dict[str, tuple[Any, Callable[[Any], object]]] = {
    "random": (random.Random(1), lambda g: g.random()),
    "generator": (np.random.default_rng(1), lambda g: g.random()),
    "philox": (np.random.Generator(np.random.Philox(1)), lambda g: g.random()),
    "legacy": (np.random.RandomState(1), lambda g: g.rand()),
    "normal": (np.random.RandomState(1), lambda g: g.randn()),
    "torch": (torch.Generator(), lambda g: torch.rand(1, generator=g)),
}


@pytest.mark.parametrize("name", DRAWS)
def test_a_draw_moves_a_state_and_nothing_else_does(name: str) -> None:
    generator, draw = DRAWS[name]
    before = states.state_of(generator)
    assert states.state_of(generator) == before
    for _ in range(2):  # the second normal waits from the first one on
        draw(generator)
        assert states.state_of(generator) != before
        before = states.state_of(generator)


def test_entropy_has_no_state() -> None:
    assert states.state_of(random.SystemRandom()) == states.state_of(random.SystemRandom())


class Unsized(IterableDataset):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[int]:
        return iter(range(3))

    def __len__(self) -> int:
        raise TypeError("nobody may ask")


def test_no_sampler_is_asked_for_its_length() -> None:
    facts = loaders.describe(DataLoader(Unsized()))
    assert facts["sampler"] == "BatchSampler>_InfiniteConstantSampler"
    assert (facts["size"], facts["iterable"]) == (None, True)


def test_the_callback_arrives_in_another_process_as_its_package_has_it() -> None:
    callback = make("lightning.pytorch")
    callback.number = 3
    arrived: Any = pickle.loads(pickle.dumps(callback))
    assert arrived.number == 3
    assert type(arrived) is class_for("lightning.pytorch")
    assert callback.state_dict() == {}


def sink(directory: Path) -> Sink:
    return Sink(directory / "lines" / "some.jsonl")


def lines(of: Sink) -> list[dict[str, Any]]:
    return [json.loads(line) for line in of.path.read_text().splitlines()]


def test_an_error_of_ours_is_noted_and_goes_no_further(tmp_path: Path) -> None:
    class Hooks:
        def __init__(self) -> None:
            self.sink = sink(tmp_path)

        @guarded
        def on_train_start(self) -> None:
            raise KeyError("ours")

    hooks = Hooks()
    for _ in range(ERRORS + 5):
        hooks.on_train_start()
    noted = {"k": "observer-error", "hook": "on_train_start", "type": "KeyError"}
    assert lines(hooks.sink) == [{**noted, "message": "'ours'"}] * ERRORS


def test_an_interruption_is_the_users(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Guard(sink(tmp_path), "some"):
        raise KeyboardInterrupt


def test_a_full_disk_ends_no_training(tmp_path: Path) -> None:
    full = sink(tmp_path)
    full.file.close()
    with Guard(full, "some"):
        full.put("loss")
    assert full.errors == 1


def test_a_fork_writes_nothing(tmp_path: Path) -> None:
    parent = sink(tmp_path)
    parent.owner += 1
    parent.put("loss")
    assert not lines(parent)


def test_a_place_that_torch_no_longer_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    kind: Any = types.SimpleNamespace(create_fetcher=lambda *_: None)
    monkeypatch.setattr(dataloader, "_DatasetKind", kind)
    monkeypatch.delattr(dataloader, "_MultiProcessingDataLoaderIter")
    with pytest.raises(AttributeError, match="_MultiProcessingDataLoaderIter"):
        loading.install()
    assert not hasattr(kind.create_fetcher, "of_lddpr")


def trainer(**options: Any) -> Any:
    """What limits() looks at."""
    given = {"limit_train_batches": 1.0, "limit_val_batches": 1.0, "accumulate_grad_batches": 1}
    loop = types.SimpleNamespace(max_steps=options.pop("max_steps", -1))
    fit_loop = types.SimpleNamespace(max_epochs=options.pop("max_epochs", 100), epoch_loop=loop)
    given.update(val_check_interval=1.0, check_val_every_n_epoch=1)
    return types.SimpleNamespace(fit_loop=fit_loop, current_epoch=1, **{**given, **options})


LIMITS = [
    ({}, {"limit_train_batches": 10, "limit_val_batches": 2}),
    ({"accumulate_grad_batches": 4}, {"limit_train_batches": 40}),
    ({"limit_train_batches": 3}, {"limit_train_batches": 3}),
    ({"limit_val_batches": 0}, {"limit_val_batches": 0}),
    ({"limit_val_batches": 0.0}, {"limit_val_batches": 0.0}),
    ({"limit_val_batches": 1}, {"limit_val_batches": 1}),
    ({"val_check_interval": 500}, {"val_check_interval": 1.0}),
    ({"val_check_interval": 5}, {"val_check_interval": 5}),
    ({"val_check_interval": 0.25}, {"val_check_interval": 0.25}),
]


@pytest.mark.parametrize(("given", "expected"), LIMITS)
def test_limits_shorten_a_training_and_lengthen_nothing_else(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = trainer(**given)
    limits.limit(found, 20)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(("epochs", "expected"), [(1, 20), (100, 100), (-1, -1), (None, 20)])
def test_epochs_suffice_for_two_and_for_all_steps(epochs: int | None, expected: int) -> None:
    found = trainer(max_epochs=epochs)
    assert limits.limit(found, 20)
    assert found.fit_loop.max_epochs == expected


@pytest.mark.parametrize(("steps", "expected"), [(12, -1), (1000, 1000), (-1, -1)])
def test_no_step_count_ends_it_before_its_callbacks_have_what_they_want(
    steps: int, expected: int
) -> None:
    found = trainer(max_steps=steps)
    limits.limit(found, 20)
    assert found.fit_loop.epoch_loop.max_steps == expected


def test_tensors_are_due_at_first_and_then_ever_more_seldom() -> None:
    assert [step for step in range(40) if parts.due(step)] == [0, 1, 2, 4, 8, 16, 32]


def test_settings_of_another_version_are_refused(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"schemaVersion": 2}')
    with pytest.raises(ValueError, match="version 2, not 1"):
        settings.of(tmp_path)


def test_without_a_watch_nothing_is_imported_or_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LDDPR_OBSERVE", raising=False)
    assert lddpr_observe.lightning_callbacks() == []


def test_broken_settings_end_no_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LDDPR_OBSERVE", str(tmp_path))
    (tmp_path / "settings.json").write_text("{")
    assert lddpr_observe.lightning_callbacks() == []
    (file,) = (tmp_path / "lines").iterdir()
    assert json.loads(file.read_text())["hook"] == "start"


def test_a_loader_within_a_worker_is_not_watched(tmp_path: Path) -> None:
    asked = Settings(tmp_path, "plain", 2, "command", {}, None)
    assert loading.watch_for(Session(asked, 0, 0, None, entered={"pass": 0}), Unsized()) is None


def test_scores_of_checkpoints_are_no_copies_of_tensors() -> None:
    from lightning.pytorch import Callback
    from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint

    class Best(ModelCheckpoint):
        pass

    class Average(Callback):
        def __init__(self) -> None:
            self.kept = {"weight": torch.ones(2)}

    checkpoints = [Best(), ModelCheckpoint()]
    for checkpoint in checkpoints:
        checkpoint.best_k_models = {"logs/version_1/epoch=1.ckpt": torch.tensor(0.5)}
    found = [
        name
        for name, _ in parts.held_by_callbacks([*checkpoints, EarlyStopping("loss"), Average()])
    ]
    assert len(found) == 1
    assert found[0].endswith("Average.kept")


@pytest.mark.parametrize(
    ("options", "is_rate"),
    [
        ({"lr": 0.2}, True),
        ({"betas": (0.9, 0.9)}, True),
        ({"eps": 1.0}, True),
        ({"foreach": True}, False),
    ],
)
def test_every_number_of_an_optimizer_is_an_input(options: dict[str, Any], is_rate: bool) -> None:
    """Rounding would hide it: a beta moves the first step by less than that."""

    def rates(**given: Any) -> list[str]:
        optimizer = torch.optim.AdamW([torch.zeros(1)], **{"lr": 0.1, **given})
        return values.rates_of(types.SimpleNamespace(optimizers=[optimizer]))

    assert (rates() != rates(**options)) == is_rate
