"""The record of a rank: digests of every channel, small however long the training is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from lddpr.dataset import NO_WORKER
from lddpr.digest import Stream, Values
from lddpr.log import write_atomically
from lddpr.module import Step


class ChannelRecorder:
    """Digests every channel as it goes and writes ``DIR/rank<R>.json`` at the end.

    Channels: ``order`` (sample indices), ``worker<W>/<library>`` (drawn in the dataset by a
    worker), ``dataset/<library>`` (the same by the main process, for there are no workers),
    ``main/<library>`` (drawn in training_step) and ``weights.init|start|end``.
    """

    def __init__(self, directory: Path, facts: Callable[[], dict[str, Any]]) -> None:
        self.directory = directory
        self.facts = facts
        self.channels: dict[str, dict[int, Stream]] = {}
        self.indices: dict[int, list[int]] = {}

    def weights(self, moment: str, model: nn.Module) -> None:
        for number, (_, tensor) in enumerate(sorted(model.state_dict().items())):
            self._add(f"weights.{moment}", 0, number, tensor.detach().cpu().numpy().reshape(-1))

    def step(self, step: Step) -> None:
        at = (step.epoch, step.batch_idx)
        indices = step.indices.cpu().numpy()
        self.indices.setdefault(step.epoch, []).extend(indices.tolist())
        self._add("order", *at, indices)
        workers = step.workers.cpu().numpy()
        for library, draws in step.loader.items():
            values = draws.cpu().numpy()
            for worker in np.unique(workers):
                scope = "dataset" if worker == NO_WORKER else f"worker{worker}"
                self._add(f"{scope}/{library}", *at, values[workers == worker])
        for library, draw in step.main.items():
            self._add(f"main/{library}", *at, np.array([draw]))

    def _add(self, channel: str, epoch: int, step: int, values: Values) -> None:
        epochs = self.channels.setdefault(channel, {})
        epochs.setdefault(epoch, Stream()).add(step, values)

    def close(self, rank: int) -> None:
        payload = {
            "rank": rank,
            "facts": self.facts(),
            "channels": {
                channel: [stream.facts(epoch) for epoch, stream in epochs.items()]
                for channel, epochs in self.channels.items()
            },
            "indices": list(self.indices.values()),
        }
        write_atomically(self.directory / f"rank{rank}.json", json.dumps(payload))
