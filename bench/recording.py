"""Trains the probe's model, recorded and unrecorded, and tells what it cost.

``python recording.py SAMPLES BATCH MODE...`` with a mode, ``recorded`` or ``unrecorded``, for each
training: one rank, one epoch, no workers. All happen in this process, one after the other, after a
short one to warm up. For each a JSON line: seconds, processor seconds and seconds in the recorder,
from the start of the training until its files are written, and the peak memory so far.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from torch import nn
from torch.utils.data import DataLoader

from lddpr.dataset import ProbeDataset
from lddpr.environment import rank_facts
from lddpr.framework import Framework, load
from lddpr.module import Recorder, Step, build
from lddpr.record import ChannelRecorder
from lddpr.scenario import parse

WARM_UP = 1000


class NoRecorder:
    """What a training without a record has."""

    def seeds(self, values: Sequence[int]) -> None:
        pass

    def weights(self, moment: str, model: nn.Module) -> None:
        pass

    def state(self, moment: str, parts: Mapping[str, object]) -> None:
        pass

    def workers(self, count: int) -> None:
        pass

    def step(self, step: Step) -> None:
        pass

    def close(self, rank: int) -> None:
        pass


class Clock:
    """Hands everything on, and measures from the start of the training to its end."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.inside = 0.0

    def seeds(self, values: Sequence[int]) -> None:
        self.recorder.seeds(values)

    def weights(self, moment: str, model: nn.Module) -> None:
        if moment == "start":
            self.cpu, self.start = process_time(), perf_counter()
        before = perf_counter()
        self.recorder.weights(moment, model)
        if moment != "init":
            self.inside += perf_counter() - before

    def state(self, moment: str, parts: Mapping[str, object]) -> None:
        self.recorder.state(moment, parts)

    def workers(self, count: int) -> None:
        self.recorder.workers(count)

    def step(self, step: Step) -> None:
        before = perf_counter()
        self.recorder.step(step)
        self.inside += perf_counter() - before

    def close(self, rank: int) -> None:
        before = perf_counter()
        self.recorder.close(rank)
        now = perf_counter()
        self.inside += now - before
        self.seconds, self.cpu = now - self.start, process_time() - self.cpu


def train(framework: Framework, mode: str, samples: int, batch: int, directory: Path) -> Clock:
    """The same training in either mode: same data, same draws, as lddpr.main sets it up."""
    recorder: Recorder = NoRecorder()
    if mode == "recorded":
        recorder = ChannelRecorder(directory, lambda: rank_facts(framework, module.device))
    framework.api.seed_everything(42, workers=True)
    loader = DataLoader(ProbeDataset(samples), batch_size=batch, shuffle=True)
    clock = Clock(recorder)
    module = build(framework, clock, parse([]))
    trainer = framework.api.Trainer(
        devices=1,
        accelerator="cpu",
        max_epochs=1,
        enable_progress_bar=False,
        enable_model_summary=False,
        enable_checkpointing=False,
        logger=False,
    )
    trainer.fit(module, loader)
    return clock


def peak_kib() -> int:
    """The most memory that this process has had."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def main(samples: int, batch: int, modes: list[str]) -> None:
    framework = load()
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        train(framework, modes[0], min(samples, WARM_UP), batch, directory)
        for mode in modes:
            gc.collect()
            clock = train(framework, mode, samples, batch, directory)
            facts: dict[str, Any] = {
                "mode": mode,
                "seconds": clock.seconds,
                "cpu": clock.cpu,
                "inside": clock.inside,
                "peak": peak_kib(),
            }
            print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
