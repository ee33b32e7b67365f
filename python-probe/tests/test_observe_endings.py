"""How a watched training ends: by itself, in halves, by an error, and with arguments replaced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from observed import Watched, watched

pytestmark = pytest.mark.slow

HEAD = """
import lightning.pytorch as L, torch
from torch.utils.data import DataLoader, TensorDataset

class Net(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 1)
        self.lr = 0.01

    def training_step(self, batch, batch_idx):
        return self.layer(batch[0]).square().mean()

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), self.lr)

def trainer(**options):
    L.seed_everything(7)
    quiet = {"logger": False, "enable_progress_bar": False, "enable_checkpointing": False}
    return L.Trainer(**{"accelerator": "cpu", "devices": 1, **quiet, **options})

data = TensorDataset(torch.arange(400.0).reshape(100, 4) / 400)
"""


def trained(directory: Path, script: str, **settings: Any) -> Watched:
    directory.mkdir(exist_ok=True)
    (directory / "train.py").write_text(HEAD + script)
    return watched(["train.py"], directory, **settings)


def moments(seen: Watched) -> list[str]:
    return [line["moment"] for line in seen.of("fit0.rank0", "loss")]


def weights(seen: Watched, at: str) -> list[str]:
    found = seen.of("fit0.rank0", "tensors")
    return [line["digest"] for line in found if line["part"] == "weights" and line["at"] == at]


FIT = "trainer(max_epochs=50).fit(Net(), DataLoader(data, batch_size={}, shuffle=True))\n"


def test_it_ends_by_itself_after_two_epochs_and_nothing_of_the_script_follows(
    tmp_path: Path,
) -> None:
    script = FIT.format(4) + "print('what follows')\n"
    seen = trained(tmp_path, script, steps=6, stop="after-fit")
    assert (seen.status, "what follows" in seen.output) == (0, False), seen.output
    assert moments(seen) == [f"{epoch}.{batch}" for epoch in (0, 1) for batch in range(3)]


def test_short_epochs_are_as_many_as_the_steps_need(tmp_path: Path) -> None:
    seen = trained(tmp_path, FIT.format(50) + "print('what follows')\n", steps=6)
    assert (seen.status, "what follows" in seen.output) == (0, True), seen.output
    assert moments(seen) == [f"{epoch}.{batch}" for epoch in range(3) for batch in (0, 1)]


def test_a_resumed_training_goes_on_where_the_cut_one_ended(tmp_path: Path) -> None:
    script = FIT.format(10)
    checkpoint = str(tmp_path / "half.ckpt")
    whole = trained(tmp_path / "whole", script)
    cut = trained(tmp_path / "cut", script, mode="cut", checkpoint=checkpoint)
    resumed = trained(tmp_path / "resumed", script, mode="resumed", checkpoint=checkpoint)
    assert [seen.status for seen in (whole, cut, resumed)] == [0, 0, 0], resumed.output
    assert moments(cut) + moments(resumed) == moments(whole)
    ends = [seen.of("fit0.rank0", "end")[0]["steps"] for seen in (whole, cut, resumed)]
    assert ends == [6, 3, 3]
    assert weights(cut, "end") == weights(whole, "step")[2:3] == weights(resumed, "start")


def test_arguments_of_the_trainer_are_replaced(tmp_path: Path) -> None:
    script = """
from lightning.pytorch.trainer.connectors.accelerator_connector import _AcceleratorConnector
print("asked:", type(_AcceleratorConnector(accelerator="gpu", devices=4).accelerator).__name__)
trainer(accelerator="gpu", devices=4, strategy="ddp", precision="bf16-mixed").fit(
    Net(), DataLoader(data, batch_size=4)
)
"""
    wanted = {"accelerator": "cpu", "devices": 1, "precision": "32-true", "strategy": "auto"}
    seen = trained(tmp_path, script, trainer=wanted)
    assert seen.status == 0, seen.output
    assert "asked: CPUAccelerator" in seen.output
    (setup,) = seen.of("fit0.rank0", "setup")
    assert setup["settings"]["trainer"] == {name: repr(value) for name, value in wanted.items()}
    assert setup["settings"]["precision"] == "32-true"


def test_arguments_that_cannot_be_replaced_are_an_error(tmp_path: Path) -> None:
    script = """
import lddpr_observe
lddpr_observe.package("overrides").replaced.clear()
trainer().fit(Net(), DataLoader(data, batch_size=4))
"""
    seen = trained(tmp_path, script, trainer={"devices": 1})
    (line,) = seen.of(kind="observer-error")
    assert (seen.status, line["hook"]) == (0, "overrides")


def test_errors_of_ours_end_no_training(tmp_path: Path) -> None:
    script = """
import lddpr_observe
def broken(*_):
    raise RuntimeError("ours")
fit = trainer(max_epochs=2, limit_train_batches=3)
for module in ("steps", "fetching"):
    lddpr_observe.package(module).states = broken
one = {"num_workers": 1, "multiprocessing_context": "fork"}  # for this script has no main
fit.fit(Net(), DataLoader(data, batch_size=4, **one))
print("trained", fit.global_step)
"""
    seen = trained(tmp_path, script)
    assert (seen.status, "trained 6" in seen.output) == (0, True), seen.output
    hooks = {line["hook"] for line in seen.of(kind="observer-error")}
    assert {"on_train_batch_start", "on_train_batch_end", "create_fetcher"} <= hooks


def test_an_exception_of_the_users_is_told_with_its_place(tmp_path: Path) -> None:
    script = """
class Broken(Net):
    def training_step(self, batch, batch_idx):
        if batch_idx == 2:
            raise ValueError("theirs")
        return super().training_step(batch, batch_idx)
trainer().fit(Broken(), DataLoader(data, batch_size=4))
"""
    seen = trained(tmp_path, script)
    assert seen.status == 1
    (line,) = seen.of("fit0.rank0", "exception")
    assert (line["type"], line["message"]) == ("ValueError", "theirs")
    assert line["place"].startswith("train.py:")
    assert line["place"].endswith(" in training_step")
    assert not seen.of("fit0.rank0", "end")


def test_what_does_not_train_leaves_no_fit(tmp_path: Path) -> None:
    script = """
from lightning.pytorch.tuner import Tuner
first = trainer(max_epochs=1)
Tuner(first).lr_find(Net(), DataLoader(data, batch_size=4), num_training=3)
trainer(limit_train_batches=0).fit(Net(), DataLoader(data, batch_size=4))
trainer(max_epochs=1).fit(Net(), DataLoader(data, batch_size=4))
"""
    seen = trained(tmp_path, script)
    assert seen.status == 0, seen.output
    assert sorted(file.name.split(".")[0] for file in seen.lines.glob("fit*")) == ["fit0"]
    assert len(moments(seen)) == 6
    assert len(seen.of("process.*", "trainer")) == 3
