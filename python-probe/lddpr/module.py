"""The model that is trained. It measures; what becomes of that is the recorder's affair."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from lddpr.dataset import NO_WORKER
from lddpr.framework import Framework
from lddpr.scenario import QUIET, Options
from lddpr.stateful import stateful

HIDDEN = 16
DROPPED = 0.5


@dataclass(frozen=True)
class Step:
    """What one step saw. ``phase`` is ``""`` for training and ``"val."`` for validation.

    ``indices`` and ``workers`` are int64 of shape (batch,); ``loader`` holds a tensor of shape
    (batch,) for each library, drawn in the dataset; ``main`` one float for each library, drawn
    here in training, with the key ``cuda`` on a GPU only; ``mask`` is bool of shape
    (batch, HIDDEN), if there is dropout; ``modes`` is bool of shape (modules,), where a training is
    validated: whether each module is in training mode.
    """

    phase: str
    epoch: int
    batch_idx: int
    indices: Tensor
    workers: Tensor
    loader: dict[str, Tensor]
    main: dict[str, float]
    mask: Tensor | None
    modes: Tensor | None = None


class Recorder(Protocol):
    """Receives measurements in the order in which they are made."""

    def seeds(self, values: Sequence[int]) -> None:
        """The ``effective_seeds`` as training starts."""

    def weights(self, moment: str, model: nn.Module) -> None:
        """``init``: before DDP's broadcast. ``start``: after it. ``end``: after training."""

    def state(self, moment: str, parts: Mapping[str, object]) -> None:
        """What a training keeps besides its weights, as it starts and ends."""

    def workers(self, count: int) -> None:
        """DataLoader workers that the training loader has as training starts."""

    def step(self, step: Step) -> None: ...

    def close(self, rank: int) -> None:
        """Write everything to disk: training is over and this rank's number is known."""


class Regularized(nn.Module):
    """Two layers with BatchNorm and dropout between them; ``mask`` is that of the last batch."""

    mask: Tensor | None = None

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(1, HIDDEN)
        self.norm = nn.BatchNorm1d(HIDDEN)
        self.dropout = nn.Dropout(DROPPED)
        self.last = nn.Linear(HIDDEN, 1)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.norm(self.first(x / 16))
        # Of ones: what is dropped can be told from a unit that happens to be zero.
        scale = self.dropout(torch.ones_like(hidden))
        self.mask = scale.detach() != 0
        y: Tensor = self.last(hidden * scale)
        return y


MODELS: dict[str, Callable[[], nn.Module]] = {
    "linear": lambda: nn.Linear(1, 1),
    "regularized": Regularized,
    "stateful": lambda: nn.Linear(1, 1),
}


def effective_seeds(sampler: object) -> list[int]:
    """PL_GLOBAL_SEED, PL_SEED_WORKERS, the sampler's seed and torch's: int64, -1 for none."""
    given = [int(os.environ.get(name, "-1")) for name in ("PL_GLOBAL_SEED", "PL_SEED_WORKERS")]
    of_torch = torch.initial_seed()
    return [*given, getattr(sampler, "seed", -1), of_torch - (of_torch >> 63 << 64)]


def build(framework: Framework, recorder: Recorder, options: Options) -> Any:
    """A LightningModule of the framework that was chosen at run time."""
    logs = options.trainer == "default"

    class ProbeModule(framework.api.LightningModule):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.model = MODELS[options.model]()
            self.loss = nn.MSELoss()
            if options.validate:
                self.frozen = nn.Dropout().eval()  # validation must leave it so
            if logs:
                self.save_hyperparameters({"model": options.model})
            recorder.weights("init", self.model)

        def record(
            self, phase: str, batch: list[Tensor], batch_idx: int, main: dict[str, float]
        ) -> None:
            indices, workers, *draws = batch
            watched = options.validate and not phase
            recorder.step(
                Step(
                    phase=phase,
                    epoch=self.current_epoch,
                    batch_idx=batch_idx,
                    indices=indices,
                    workers=workers,
                    loader=dict(zip(("torch", "numpy", "python"), draws, strict=False)),
                    main=main,
                    mask=None if phase else getattr(self.model, "mask", None),
                    modes=torch.tensor([m.training for m in self.modules()]) if watched else None,
                )
            )

        def training_step(self, batch: list[Tensor], batch_idx: int) -> Tensor:
            x = batch[0].float().unsqueeze(-1)
            loss: Tensor = self.loss(self.model(x), x)
            main = {
                "torch": torch.rand(1).item(),
                "numpy": np.random.random(),
                "python": random.random(),
            }
            if self.device.type == "cuda":
                main["cuda"] = torch.randn(1, device=self.device).item()
            self.record("", batch, batch_idx, main)
            if logs:
                self.log("loss", loss, on_epoch=True, prog_bar=True)
            return loss

        def validation_step(self, batch: Any, batch_idx: int) -> None:
            """Draws as much as a training step, or nothing."""
            if options.validate == QUIET:
                self.record("val.", [batch, torch.full_like(batch, NO_WORKER)], batch_idx, {})
                return
            torch.rand(1)
            np.random.random()
            random.random()
            if not self.trainer.sanity_checking:
                self.record("val.", batch, batch_idx, {})

        started = False

        def on_train_start(self) -> None:
            self.started = True
            loader = self.trainer.train_dataloader
            recorder.seeds(effective_seeds(getattr(loader, "sampler", None)))
            recorder.workers(getattr(loader, "num_workers", 0))
            recorder.weights("start", self.model)

        def on_train_end(self) -> None:
            recorder.weights("end", self.model)
            recorder.close(self.global_rank)
            # Whoever passes this knows that the files of every rank are complete.
            self.trainer.strategy.barrier("lddpr.recorded")

        def configure_optimizers(self) -> torch.optim.Optimizer:
            return torch.optim.SGD(self.model.parameters(), lr=0.001)

    if not options.validates:  # Lightning warns of a step that nothing calls
        del ProbeModule.validation_step
    chosen = ProbeModule
    if options.model == "stateful":
        chosen = stateful(ProbeModule, framework, recorder)
    return chosen()
