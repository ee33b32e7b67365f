"""The recorder and the module that feeds it, without Lightning and without other processes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from lddpr.dataset import NO_WORKER
from lddpr.framework import Framework
from lddpr.module import Step, build
from lddpr.record import ASSIGNED, WAITING_STEPS, ChannelRecorder
from lddpr.scenario import parse

DESCRIPTORS = Path("/proc/self/fd")
BATCH = 4


def step(number: int, shared: bool) -> Step:
    """A step whose tensors a worker has handed over, in shared memory, or which are our own."""
    indices = torch.arange(BATCH) + BATCH * number
    draws = {name: torch.full((BATCH,), number + 0.5) for name in ("torch", "numpy", "python")}
    if shared:
        for tensor in (indices, *draws.values()):
            tensor.share_memory_()  # type: ignore[no-untyped-call]
    return Step(
        phase="",
        epoch=0,
        batch_idx=number,
        indices=indices,
        workers=torch.zeros(BATCH, dtype=torch.int64),
        loader=draws,
        main={"torch": 0.25},
        mask=None,
    )


@pytest.mark.skipif(not DESCRIPTORS.is_dir(), reason="needs /proc")
def test_steps_that_wait_keep_no_file_of_a_worker_open(tmp_path: Path) -> None:
    assert WAITING_STEPS > 20
    recorder = ChannelRecorder(tmp_path, dict)
    before = len(list(DESCRIPTORS.iterdir()))
    for number in range(20):
        recorder.step(step(number, shared=True))
    assert len(recorder.waiting) == 20
    assert len(list(DESCRIPTORS.iterdir())) == before


def test_shared_or_not_the_record_is_the_same(tmp_path: Path) -> None:
    records = []
    for shared in (False, True):
        recorder = ChannelRecorder(tmp_path, dict)
        for number in range(3):
            recorder.step(step(number, shared))
        recorder.close(0)
        records.append(json.loads((tmp_path / "rank0.json").read_text("utf-8")))
    assert records[0] == records[1]
    assert records[0]["channels"]["order"][0]["draws"] == 3 * BATCH


def test_the_worker_of_each_batch_is_kept_at_the_beginning_of_an_epoch(tmp_path: Path) -> None:
    recorder = ChannelRecorder(tmp_path, dict)
    recorder.workers(2)
    for number in range(ASSIGNED + 1):
        of_worker = torch.full((BATCH,), number % 2)
        recorder.step(replace(step(number, shared=False), workers=of_worker))
    recorder.step(replace(step(0, shared=False), phase="val."))
    recorder.close(0)
    loading = json.loads((tmp_path / "rank0.json").read_text("utf-8"))["loading"]
    first, validation = loading["batches"]
    assert loading["workers"] == 2
    assert first == {"phase": "train", "epoch": 0, "by": " ".join(["0 1"] * (ASSIGNED // 2))}
    assert validation == {"phase": "validate", "epoch": 0, "by": "0"}


def test_without_workers_there_is_nobody_to_name(tmp_path: Path) -> None:
    recorder = ChannelRecorder(tmp_path, dict)
    recorder.step(replace(step(0, shared=False), workers=torch.full((BATCH,), NO_WORKER)))
    recorder.close(0)
    loading = json.loads((tmp_path / "rank0.json").read_text("utf-8"))["loading"]
    assert loading == {"workers": 0, "batches": []}


class Diary:
    """A recorder and a strategy that write down what they are asked for."""

    def __init__(self) -> None:
        self.entries: list[str] = []

    def seeds(self, values: Sequence[int]) -> None:
        self.entries.append("seeds")

    def weights(self, moment: str, model: nn.Module) -> None:
        self.entries.append(f"weights {moment}")

    def state(self, moment: str, parts: Mapping[str, object]) -> None:
        self.entries.append(f"state {moment}")

    def workers(self, count: int) -> None:
        self.entries.append(f"{count} workers")

    def step(self, step: Step) -> None:
        self.entries.append(f"step {step.batch_idx}")

    def close(self, rank: int) -> None:
        self.entries.append(f"close {rank}")

    def barrier(self, name: str) -> None:
        self.entries.append(f"barrier {name}")


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def module(diary: Diary) -> Any:
    """The probe's module under a framework that has nothing but a base class for it."""

    class Base(nn.Module):
        current_epoch, global_rank = 0, 1
        device = torch.device("cpu")

    framework = Framework("none", "0", "nowhere", SimpleNamespace(LightningModule=Base))
    module = build(framework, diary, parse(["--num_sanity_val_steps=2"]))
    module.trainer = SimpleNamespace(
        train_dataloader=SimpleNamespace(sampler=None, num_workers=2),
        strategy=diary,
        sanity_checking=False,
    )
    return module


def test_a_rank_waits_for_its_peers_once_its_record_is_written(module: Any, diary: Diary) -> None:
    # Without that wait rank 0 reads what the others have not written yet.
    diary.entries.clear()
    module.on_train_end()
    assert diary.entries == ["weights end", "close 1", "barrier lddpr.recorded"]


def test_weights_and_seeds_are_taken_as_training_starts(module: Any, diary: Diary) -> None:
    assert diary.entries == ["weights init"]
    module.on_train_start()
    assert diary.entries == ["weights init", "seeds", "2 workers", "weights start"]


def test_a_sanity_check_is_not_recorded(module: Any, diary: Diary) -> None:
    batch: list[Tensor] = [torch.zeros(BATCH) for _ in range(5)]
    diary.entries.clear()
    module.validation_step(batch, 0)
    module.trainer.sanity_checking = True
    module.validation_step(batch, 1)
    assert diary.entries == ["step 0"]
