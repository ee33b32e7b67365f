"""The record of a rank: digests of every channel, small however long the training is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from lddpr.dataset import NO_WORKER
from lddpr.digest import Stream, Values
from lddpr.draws import Draw
from lddpr.log import write_atomically
from lddpr.module import Step
from lddpr.state import fingerprints

# Steps wait for each other: many together cost little more than one.
WAITING_STEPS = 64
WAITING_SAMPLES = 16 * 1024


ORDER = "order"
WORKERS = "workers"
MASK = "dropout"
MODES = "modes"

PHASES = {"": "train", "val.": "validate"}
ASSIGNED = 64  # batches of an epoch whose workers are kept


class Seen:
    """The samples of one rank in one epoch: a bit for each index, and how many there were."""

    def __init__(self) -> None:
        self.drawn = 0
        self.bits = np.zeros(0, dtype=np.bool_)

    def add(self, indices: Values) -> None:
        """Note the indices of some steps, in an array of any shape."""
        beyond = int(indices.max()) + 1 - len(self.bits)
        if beyond > 0:
            self.bits = np.concatenate([self.bits, np.zeros(beyond, dtype=np.bool_)])
        self.bits[indices] = True
        self.drawn += indices.size

    def facts(self) -> dict[str, Any]:
        """``bits`` are bytes in hexadecimal; index 0 is the lowest bit of the first."""
        return {
            "drawn": self.drawn,
            "bits": np.packbits(self.bits, bitorder="little").tobytes().hex(),
        }


class ChannelRecorder:
    """Digests every channel as it goes and writes ``DIR/rank<R>.json`` at the end.

    Channels: ``order`` (sample indices), ``worker<W>/<library>`` (drawn in the dataset by workers),
    ``dataset/<library>`` (drawn in the dataset by the main process, for there are no workers), the
    same with ``val.`` before them for validation, ``main/<library>`` (drawn in training_step),
    ``dropout`` (masks), ``modes`` (which modules are in training mode), ``seeds``,
    ``weights.init|start|end``, ``buffers.start|end`` and ``state.start|end/<part>``; and what
    ``draws`` gives, which is asked at the very end.
    """

    def __init__(
        self,
        directory: Path,
        facts: Callable[[], dict[str, Any]],
        draws: Callable[[], Iterable[Draw]] = tuple,
    ) -> None:
        self.directory = directory
        self.facts = facts
        self.draws = draws
        self.channels: dict[str, dict[int, Stream]] = {}
        self.seen: dict[int, Seen] = {}
        self.loading: dict[tuple[str, int], list[int]] = {}  # the worker of each batch, at first
        self.loaders = 0
        self.kind = ("", 0, 0)  # phase, epoch and batch size of the steps that wait
        self.waiting: list[tuple[int, dict[str, Tensor], dict[str, float]]] = []

    def seeds(self, values: Sequence[int]) -> None:
        self._stream("seeds", 0).add([0], np.array([values]))

    def weights(self, moment: str, model: nn.Module) -> None:
        learnt = {name for name, _ in model.named_parameters()}
        numbers: Counter[str] = Counter()
        for name, tensor in sorted(model.state_dict().items()):
            channel = f"weights.{moment}" if name in learnt else f"buffers.{moment}"
            if channel == "buffers.init":
                continue  # constants: nothing was drawn
            values = tensor.detach().cpu().numpy().copy()  # training goes on
            self._stream(channel, 0).add([numbers[channel]], values.reshape(1, -1))
            numbers[channel] += 1

    def state(self, moment: str, parts: Mapping[str, object]) -> None:
        for part, value in parts.items():
            self._stream(f"state.{moment}/{part}", 0).add([0], np.array([fingerprints(value)]))

    def workers(self, count: int) -> None:
        self.loaders = count

    def step(self, step: Step) -> None:
        batch = {**step.loader, ORDER: step.indices, WORKERS: step.workers}
        if step.mask is not None:
            batch[MASK] = step.mask.reshape(-1)
        if step.modes is not None:
            batch[MODES] = step.modes
        size = len(batch[ORDER])
        full = len(self.waiting) >= min(WAITING_STEPS, max(1, WAITING_SAMPLES // size))
        if full or self.kind != (step.phase, step.epoch, size):
            self._catch_up()
            self.kind = (step.phase, step.epoch, size)
        # What a worker hands over holds shared memory and an open file.
        if step.indices.is_shared():  # type: ignore[no-untyped-call]
            batch = {name: values.clone() for name, values in batch.items()}
        self.waiting.append((step.batch_idx, batch, step.main))

    def _catch_up(self) -> None:
        """Take the steps that wait: all of one phase and epoch, with batches of one size."""
        if not self.waiting:
            return
        phase, epoch, _ = self.kind
        numbers, batches, mains = zip(*self.waiting, strict=True)
        self.waiting.clear()
        steps = np.array(numbers)
        together = {
            name: torch.stack([batch[name] for batch in batches]).cpu().numpy()
            for name in batches[0]
        }
        order, workers = together.pop(ORDER), together.pop(WORKERS)
        if not phase:
            self.seen.setdefault(epoch, Seen()).add(order)
        self._stream(f"{phase}{ORDER}", epoch).add(steps, order)
        for kind in {MASK, MODES} & together.keys():
            self._stream(kind, epoch).add(steps, together.pop(kind).view(np.uint8))
        for library in mains[0]:
            draws = np.array([[main[library]] for main in mains])
            self._stream(f"main/{library}", epoch).add(steps, draws)
        assigned = self.loading.setdefault((phase, epoch), [])
        assigned.extend(workers[: ASSIGNED - len(assigned), 0].tolist())
        for worker in np.flatnonzero(np.bincount(workers.ravel() - NO_WORKER)) + NO_WORKER:
            scope = f"{phase}dataset" if worker == NO_WORKER else f"{phase}worker{worker}"
            mine = workers == worker
            whole = mine.all(axis=1)  # as every batch of a DataLoader is one worker's
            for library, draws in together.items():
                stream = self._stream(f"{scope}/{library}", epoch)
                if (whole == mine.any(axis=1)).all():
                    stream.add(steps[whole], draws[whole])
                    continue
                for at in np.flatnonzero(mine.any(axis=1)):
                    stream.add(steps[at : at + 1], draws[at : at + 1, mine[at]])

    def _stream(self, channel: str, epoch: int) -> Stream:
        try:
            return self.channels[channel][epoch]
        except KeyError:
            return self.channels.setdefault(channel, {}).setdefault(epoch, Stream())

    def close(self, rank: int) -> None:
        self._catch_up()
        for draw in self.draws():
            stream = self._stream(draw.name, 0)
            stream.note(draw.state)
            stream.add([0], draw.values)
        payload = {
            "rank": rank,
            "facts": self.facts(),
            "channels": {
                channel: [stream.facts(epoch) for epoch, stream in epochs.items()]
                for channel, epochs in self.channels.items()
            },
            "loading": {
                "workers": self.loaders,
                "batches": [
                    {"phase": PHASES[phase], "epoch": epoch, "by": " ".join(map(str, workers))}
                    for (phase, epoch), workers in self.loading.items()
                    if NO_WORKER not in workers
                ],
            },
            "seen": [{"epoch": epoch, **seen.facts()} for epoch, seen in self.seen.items()],
        }
        write_atomically(self.directory / f"rank{rank}.json", json.dumps(payload))
