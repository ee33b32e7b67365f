"""The JSON log of a rank: every value of every step, for people and for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # this module is read before torch is known to be there
    from torch import nn

    from lddpr.module import Step

# library -> its name in the log, which is older than this program
SHORT = {"torch": "torch", "numpy": "np", "python": "py", "cuda": "cuda"}

Log = Mapping[str, Any]


class LogError(Exception):
    """A rank's log is missing, corrupt or incomplete."""


class LogRecorder:
    """Keeps everything and writes ``DIR/rank<R>.json`` at the end."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.init_weights: dict[str, list[Any]] = {}
        self.epochs: dict[int, list[dict[str, Any]]] = {}

    def seeds(self, values: Sequence[int]) -> None:
        """Not in the log, which is older than this program."""

    def weights(self, moment: str, model: nn.Module) -> None:
        if moment == "init":
            named = model.named_parameters()
            self.init_weights = {name: value.detach().cpu().tolist() for name, value in named}

    def state(self, moment: str, parts: Mapping[str, object]) -> None:
        """Not in the log either."""

    def workers(self, count: int) -> None:
        """The same."""

    def step(self, step: Step) -> None:
        self.epochs.setdefault(step.epoch, []).append(
            {
                "batch_idx": step.batch_idx,
                "sample_indices": step.indices.tolist(),
                "worker_ids": step.workers.tolist(),
                **{f"dl_{SHORT[lib]}_rand": draws.tolist() for lib, draws in step.loader.items()},
                **{f"{SHORT[lib]}_rand": draw for lib, draw in step.main.items()},
            }
        )

    def close(self, rank: int) -> None:
        epochs = [{"epoch": e, "rank": rank, "steps": s} for e, s in self.epochs.items()]
        payload = {"init_weights": self.init_weights, "epochs": epochs}
        write_atomically(self.directory / f"rank{rank}.json", json.dumps(payload, indent=2))


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that no reader ever meets half of it."""
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def read_logs(directory: Path, ranks: int, epochs: int) -> list[Log]:
    """The log of every rank, in order. Raises LogError for the first that is not whole."""
    return [_read_log(directory / f"rank{rank}.json", rank, epochs) for rank in range(ranks)]


def _read_log(path: Path, rank: int, epochs: int) -> Log:
    try:
        log = json.loads(path.read_text(encoding="utf-8"))
        found = [(entry["epoch"], entry["rank"]) for entry in log["epochs"]]
    except FileNotFoundError:
        raise LogError(f"rank {rank} wrote no log: {path} does not exist") from None
    except (ValueError, KeyError, TypeError) as error:
        raise LogError(f"the log of rank {rank} is corrupt: {path}: {error!r}") from None
    expected = [(epoch, rank) for epoch in range(epochs)]
    if found != expected:
        raise LogError(
            f"the log of rank {rank} is incomplete: {path} holds (epoch, rank) {found}, "
            f"expected {expected}"
        )
    return dict(log)
