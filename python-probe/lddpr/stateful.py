"""The probe's model with all that users keep in a checkpoint."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from lddpr.framework import Framework

if TYPE_CHECKING:
    from lddpr.module import Recorder

OPTIMIZERS = 2  # each of their steps is a step to max_steps and ModelCheckpoint

# Of what schedulers and EarlyStopping keep: the rest is for themselves, and changes with releases.
OF_A_SCHEDULER = ("last_epoch", "_last_lr", "base_lrs")
OF_EARLY_STOPPING = ("wait_count", "stopped_epoch", "best_score")


class Notes:
    """What the module adds to its checkpoint: an array, a path, a date, a generator's state."""

    def __init__(self) -> None:
        self.noise = np.random.default_rng(7)  # of its own, as all that draws here
        self.kept: dict[str, Any] = {
            "history": np.zeros(0),
            "place": Path("runs") / "probe",
            "since": datetime(2026, 1, 1, tzinfo=timezone.utc),
            "nested": {"limits": (0.5, None), "names": ["a", {"b": True}]},
        }

    def add_epoch(self) -> None:
        self.kept["history"] = np.append(self.kept["history"], self.noise.random())
        self.kept["since"] += timedelta(days=1)

    def save(self) -> dict[str, Any]:
        return {**self.kept, "noise": self.noise.bit_generator.state}

    def load(self, saved: Mapping[str, Any]) -> None:
        self.kept = {name: value for name, value in saved.items() if name != "noise"}
        self.noise.bit_generator.state = saved["noise"]


def callbacks(framework: Framework) -> list[Any]:
    """One with a state of its own, of tuples and numbers, and EarlyStopping, which never stops."""

    class Keeper(framework.api.Callback):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            self.noise = random.Random(7)
            self.epochs = 0

        def on_train_epoch_end(self, *_: Any) -> None:
            self.noise.random()
            self.epochs += 1

        def state_dict(self) -> dict[str, Any]:
            return {"noise": self.noise.getstate()}

        def load_state_dict(self, state_dict: dict[str, Any]) -> None:
            self.noise.setstate(state_dict["noise"])

        def on_save_checkpoint(self, trainer: Any, module: Any, checkpoint: Any) -> None:
            checkpoint["keeper"] = {"epochs": self.epochs}

        def on_load_checkpoint(self, trainer: Any, module: Any, checkpoint: Any) -> None:
            self.epochs = checkpoint["keeper"]["epochs"]

    stop = framework.api.callbacks.EarlyStopping("loss", patience=2**20, verbose=False)
    return [Keeper(), stop]


def stateful(base: Any, framework: Framework, recorder: Recorder) -> Any:
    """The class ``base`` of the probe's modules, with manual optimization by two optimizers.

    It draws what ``base`` draws, and starts from the same weights.
    """

    class StatefulModule(base):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.automatic_optimization = False
            self.notes = Notes()
            self.callbacks = callbacks(framework)

        def configure_callbacks(self) -> list[Any]:
            return list(self.callbacks)

        def configure_optimizers(self) -> tuple[list[Any], list[Any]]:
            weight, bias = self.model.parameters()
            momentum = torch.optim.SGD([weight], lr=0.001, momentum=0.9)
            adam = torch.optim.Adam([bias], lr=0.001)
            steps = torch.optim.lr_scheduler.StepLR(momentum, step_size=1, gamma=0.5)
            cosine = torch.optim.lr_scheduler.CosineAnnealingLR(adam, T_max=8)
            return [momentum, adam], [steps, cosine]

        def training_step(self, batch: list[Tensor], batch_idx: int) -> Tensor:
            loss: Tensor = super().training_step(batch, batch_idx)
            self.log("loss", loss, on_step=False, on_epoch=True, sync_dist=True)
            for optimizer in self.optimizers():
                optimizer.zero_grad()
            self.manual_backward(loss)
            for optimizer in self.optimizers():
                optimizer.step()
            return loss

        def on_train_epoch_end(self) -> None:
            for scheduler in self.lr_schedulers():
                scheduler.step()
            self.notes.add_epoch()

        def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
            checkpoint["notes"] = self.notes.save()

        def on_load_checkpoint(self, checkpoint: dict[str, Any]) -> None:
            self.notes.load(checkpoint["notes"])

        def state(self) -> dict[str, object]:
            keeper, stop = self.callbacks
            stopping = stop.state_dict()
            schedulers = [config.scheduler for config in self.trainer.lr_scheduler_configs]
            return {
                "optimizers": [
                    [each.state_dict()["state"], [group["lr"] for group in each.param_groups]]
                    for each in self.trainer.optimizers
                ],
                "schedulers": [
                    {name: each.state_dict()[name] for name in OF_A_SCHEDULER}
                    for each in schedulers
                ],
                "callbacks": [
                    [keeper.epochs, keeper.state_dict()],
                    {name: stopping[name] for name in OF_EARLY_STOPPING},
                ],
                "module": self.notes.save(),
            }

        def on_train_start(self) -> None:
            recorder.state("start", self.state())
            super().on_train_start()

        def on_train_end(self) -> None:
            recorder.state("end", self.state())
            super().on_train_end()

    return StatefulModule
