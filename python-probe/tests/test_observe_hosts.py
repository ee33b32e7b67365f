"""A training on two hosts is watched as one: every rank writes where all can read."""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hosts import ADDRESSES, two_hosts, unavailable

from observed import INJECT, SECONDS, SETTINGS, Watched, surroundings

pytestmark = pytest.mark.interference

PORT = "29401"
TRAIN = """
import torch
from lightning.pytorch import LightningModule, Trainer, seed_everything
from torch.utils.data import DataLoader, TensorDataset

class Module(LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 1)

    def training_step(self, batch):
        return self.layer(batch[0]).square().mean()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)

if __name__ == "__main__":
    seed_everything(1, workers=True)
    data = TensorDataset(torch.randn(32, 4))
    trainer = Trainer(
        accelerator="cpu", devices=1, num_nodes=2, strategy="ddp", max_epochs=2, logger=False,
        enable_checkpointing=False, enable_progress_bar=False,
    )
    trainer.fit(Module(), DataLoader(data, batch_size=4, shuffle=True))
"""


@pytest.mark.skipif(bool(unavailable()), reason=str(unavailable()))
def test_ranks_of_two_hosts_are_watched_together(tmp_path: Path) -> None:
    script = tmp_path / "train.py"
    script.write_text(TRAIN)
    watch = tmp_path / "watch"
    watch.mkdir()
    (watch / "settings.json").write_text(json.dumps(SETTINGS))
    env = surroundings(PYTHONPATH=str(INJECT), LDDPR_OBSERVE=str(watch))
    flags = ("--nnodes=2", "--nproc-per-node=1", f"--master-addr={ADDRESSES[0]}")
    run = (sys.executable, "-m", "torch.distributed.run", *flags, f"--master-port={PORT}")
    with two_hosts() as hosts:
        outputs = [tmp_path / f"output{node}.txt" for node in (0, 1)]
        started = [
            host.start([*run, f"--node-rank={node}", str(script)], env, outputs[node])
            for node, host in enumerate(hosts)
        ]
        try:
            statuses = [process.wait(SECONDS) for process in started]
        finally:
            for process in started:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
    assert statuses == [0, 0], "\n".join(output.read_text() for output in outputs)
    found = Watched(0, "", watch / "lines")
    setups = found.of("fit0.rank?", "setup")
    assert [each["nodes"] for each in setups] == [2, 2]
    assert [(each["rank"], each["world"], each["node"]) for each in setups] == [
        (0, 2, 0),
        (1, 2, 1),
    ]
    first, second = (
        {
            index
            for line in found.of(f"fit0.rank{rank}", "fetch")
            if line["pass"] == 0
            for index in line["indices"]
        }
        for rank in (0, 1)
    )
    assert len(first) == len(second) == 12
    assert not first & second
    assert not found.of("*", "observer-error")
