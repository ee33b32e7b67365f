"""The record of a rank: digests of every channel, small however long the training is."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from lddpr.dataset import NO_WORKER
from lddpr.digest import Stream, Values
from lddpr.log import write_atomically
from lddpr.module import Step

WAITING = 64  # steps


class Seen:
    """The samples of one rank in one epoch: a bit for each index, and how many there were."""

    def __init__(self) -> None:
        self.drawn = 0
        self.bits = np.zeros(0, dtype=np.bool_)

    def add(self, indices: Sequence[Values]) -> None:
        """Note the indices of some steps."""
        together = np.concatenate(indices)
        highest = int(together.max())
        if highest >= len(self.bits):
            self.bits = np.concatenate([self.bits, np.zeros(highest + 1, dtype=np.bool_)])
        self.bits[together] = True
        self.drawn += len(together)

    def facts(self) -> dict[str, Any]:
        """``bits`` are bytes in hexadecimal; index 0 is the lowest bit of the first."""
        return {
            "drawn": self.drawn,
            "bits": np.packbits(self.bits, bitorder="little").tobytes().hex(),
        }


class ChannelRecorder:
    """Digests every channel as it goes and writes ``DIR/rank<R>.json`` at the end.

    Channels: ``order`` (sample indices), ``worker<W>/<library>`` (drawn in the dataset by workers),
    ``dataset/<library>`` (drawn in the dataset by the main process, for there are no workers),
    ``main/<library>`` (drawn in training_step) and ``weights.init|start|end``.
    """

    def __init__(self, directory: Path, facts: Callable[[], dict[str, Any]]) -> None:
        self.directory = directory
        self.facts = facts
        self.channels: dict[str, dict[int, Stream]] = {}
        self.seen: dict[int, Seen] = {}
        self.epoch = 0
        self.waiting: list[tuple[int, Values, dict[str, float]]] = []

    def weights(self, moment: str, model: nn.Module) -> None:
        for number, (_, tensor) in enumerate(sorted(model.state_dict().items())):
            values = tensor.detach().cpu().numpy().reshape(-1)
            self._stream(f"weights.{moment}", 0).add(number, values)

    def step(self, step: Step) -> None:
        epoch, batch_idx = step.epoch, step.batch_idx
        if epoch != self.epoch or len(self.waiting) >= WAITING:
            self._catch_up()
            self.epoch = epoch
        indices = step.indices.cpu().numpy().copy()
        self.waiting.append((batch_idx, indices, step.main))
        self._stream("order", epoch).add(batch_idx, indices)
        workers = step.workers.cpu().numpy()
        one = workers.tobytes() == workers[:1].tobytes() * len(workers)  # in a DataLoader's batch
        for worker in workers[:1] if one else np.unique(workers):
            scope = "dataset" if worker == NO_WORKER else f"worker{worker}"
            mine = slice(None) if one else workers == worker
            for library, draws in step.loader.items():
                stream = self._stream(f"{scope}/{library}", epoch)
                stream.add(batch_idx, draws.cpu().numpy()[mine])

    def _catch_up(self) -> None:
        """Take what is cheaper for many steps of an epoch together than for each by itself."""
        if not self.waiting:
            return
        steps, indices, mains = zip(*self.waiting, strict=True)
        self.seen.setdefault(self.epoch, Seen()).add(indices)
        for library in mains[0]:
            draws = [main[library] for main in mains]
            self._stream(f"main/{library}", self.epoch).add_scalars(steps, draws)
        self.waiting.clear()

    def _stream(self, channel: str, epoch: int) -> Stream:
        try:
            return self.channels[channel][epoch]
        except KeyError:
            return self.channels.setdefault(channel, {}).setdefault(epoch, Stream())

    def close(self, rank: int) -> None:
        self._catch_up()
        payload = {
            "rank": rank,
            "facts": self.facts(),
            "channels": {
                channel: [stream.facts(epoch) for epoch, stream in epochs.items()]
                for channel, epochs in self.channels.items()
            },
            "seen": [{"epoch": epoch, **seen.facts()} for epoch, seen in self.seen.items()],
        }
        write_atomically(self.directory / f"rank{rank}.json", json.dumps(payload))
