"""The model that is trained. It measures; what becomes of that is the recorder's affair."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from lddpr.framework import Framework


@dataclass(frozen=True)
class Step:
    """What one training step saw.

    ``indices`` and ``workers`` are int64 of shape (batch,); ``loader`` holds a tensor of shape
    (batch,) for each library, drawn in the dataset; ``main`` one float for each library, drawn
    here. The key ``cuda`` is there on a GPU only.
    """

    epoch: int
    batch_idx: int
    indices: Tensor
    workers: Tensor
    loader: dict[str, Tensor]
    main: dict[str, float]


class Recorder(Protocol):
    """Receives measurements in the order in which they are made."""

    def weights(self, moment: str, model: nn.Module) -> None:
        """``init``: before DDP's broadcast. ``start``: after it. ``end``: after training."""

    def step(self, step: Step) -> None: ...

    def close(self, rank: int) -> None:
        """Write everything to disk: training is over and this rank's number is known."""


def build(framework: Framework, recorder: Recorder, validates: bool = False) -> Any:
    """A LightningModule of the framework that was chosen at run time.

    Only one that ``validates`` has a validation step, which draws as much as a training step.
    """

    class ProbeModule(framework.api.LightningModule):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.model = nn.Linear(1, 1)
            self.loss = nn.MSELoss()
            recorder.weights("init", self.model)

        def training_step(self, batch: list[Tensor], batch_idx: int) -> Tensor:
            indices, workers, torch_draws, numpy_draws, python_draws = batch
            x = indices.float().unsqueeze(-1)
            loss: Tensor = self.loss(self.model(x), x)
            main = {
                "torch": torch.rand(1).item(),
                "numpy": np.random.random(),
                "python": random.random(),
            }
            if self.device.type == "cuda":
                main["cuda"] = torch.randn(1, device=self.device).item()
            recorder.step(
                Step(
                    epoch=self.current_epoch,
                    batch_idx=batch_idx,
                    indices=indices,
                    workers=workers,
                    loader={"torch": torch_draws, "numpy": numpy_draws, "python": python_draws},
                    main=main,
                )
            )
            return loss

        def on_train_start(self) -> None:
            recorder.weights("start", self.model)

        def on_train_end(self) -> None:
            recorder.weights("end", self.model)
            recorder.close(self.global_rank)
            # Whoever passes this knows that the files of every rank are complete.
            self.trainer.strategy.barrier("lddpr.recorded")

        def configure_optimizers(self) -> torch.optim.Optimizer:
            return torch.optim.SGD(self.model.parameters(), lr=0.001)

    class ValidatingProbeModule(ProbeModule):
        def validation_step(self, batch: list[Tensor], batch_idx: int) -> None:
            torch.rand(1)
            np.random.random()
            random.random()

    return ValidatingProbeModule() if validates else ProbeModule()
