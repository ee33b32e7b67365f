"""Each way to start a training reaches all its ranks, and each ends by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from observed import watched

pytestmark = pytest.mark.slow

TRAIN = """
import lightning.pytorch as L, torch
from torch.utils.data import DataLoader, TensorDataset

class Net(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 1)

    def training_step(self, batch, batch_idx):
        return self.layer(batch[0]).square().mean()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), 0.01)

if __name__ == "__main__":
    import sys
    L.seed_everything(7)
    data = TensorDataset(torch.rand(64, 4))
    quiet = {"logger": False, "enable_progress_bar": False, "enable_checkpointing": False}
    strategy = sys.argv[1] if sys.argv[1:] else "ddp"
    trainer = L.Trainer(accelerator="cpu", devices=2, strategy=strategy, **quiet)
    trainer.fit(Net(), DataLoader(data, batch_size=4, num_workers=1))
    print("what follows")
"""
TORCHRUN = ["-m", "torch.distributed.run", "--nproc-per-node=2"]
SHAPES = pytest.mark.shapes
WAYS = {
    "script": pytest.param(["train.py"]),
    "module": pytest.param(["-m", "package.train"], marks=SHAPES),
    "torchrun": pytest.param([*TORCHRUN, "train.py"], marks=SHAPES),
    "spawn": pytest.param(["train.py", "ddp_spawn"], marks=SHAPES),
    "fork": pytest.param(["train.py", "ddp_fork"], marks=SHAPES),
}


@pytest.mark.parametrize("words", WAYS.values(), ids=WAYS)
def test_both_ranks_are_reached(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").touch()
    for file in ("train.py", "package/train.py"):
        (tmp_path / file).write_text(TRAIN)
    seen = watched(words, tmp_path, stop="after-fit")
    assert (seen.status, "what follows" in seen.output) == (0, False), seen.output
    assert not seen.of(kind="observer-error")
    for rank in (0, 1):
        (setup,) = seen.of(f"fit0.rank{rank}", "setup")
        assert (setup["rank"], setup["world"]) == (rank, 2)
        (end,) = seen.of(f"fit0.rank{rank}", "end")
        assert end["steps"] == 6
        assert {line["worker"] for line in seen.of(f"fit0.rank{rank}*", "fetch")} == {0}
