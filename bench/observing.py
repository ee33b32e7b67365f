"""Trains a ResNet-18 on images of 64², batches of 16, with a worker a rank, and tells what it cost.

``python observing.py RANKS STEPS OUT [ACCELERATOR]``: two epochs of half of the steps each, as a watched training
has them, too. Rank 0 writes to OUT the seconds of ``fit`` and the processor seconds of itself and
its workers meanwhile, as JSON.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import lightning
import numpy as np
import torch
from lightning.pytorch import LightningModule, Trainer
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

BATCH = 16
SIDE = 64
MARGIN = 8
CLASSES = 10


class Images(Dataset[Any]):
    """Bytes in memory, of which a sample is cut, flipped and scaled."""

    def __init__(self, count: int) -> None:
        side = SIDE + MARGIN
        self.pixels = np.random.default_rng(0).integers(0, 256, (count, 3, side, side), "u1")

    def __len__(self) -> int:
        return len(self.pixels)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        top, left = torch.randint(MARGIN, (2,)).tolist()
        image = torch.from_numpy(self.pixels[index, :, top : top + SIDE, left : left + SIDE])
        if torch.rand(()) < 0.5:
            image = image.flip(-1)
        return image.float() / 128 - 1, index % CLASSES


class Block(nn.Module):
    def __init__(self, before: int, after: int, stride: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(before, after, 3, stride, 1, bias=False),
            nn.BatchNorm2d(after),
            nn.ReLU(),
            nn.Conv2d(after, after, 3, 1, 1, bias=False),
            nn.BatchNorm2d(after),
        )
        self.beside: nn.Module = nn.Identity()
        if stride > 1:
            self.beside = nn.Sequential(
                nn.Conv2d(before, after, 1, stride, bias=False), nn.BatchNorm2d(after)
            )

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(self.body(x) + self.beside(x))


def resnet() -> nn.Module:
    """Of 18 layers: 11 million parameters, as torchvision has it."""
    widths = [64, 64, 128, 256, 512]
    blocks = [
        block
        for before, after in itertools.pairwise(widths)
        for block in (Block(before, after, 1 + (before != after)), Block(after, after, 1))
    ]
    stem = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, CLASSES)]
    return nn.Sequential(*stem, nn.MaxPool2d(3, 2, 1), *blocks, *head)


class Classifier(LightningModule):
    def __init__(self) -> None:
        super().__init__()
        self.net = resnet()

    def training_step(self, batch: Any, _: int) -> Tensor:
        images, labels = batch
        return functional.cross_entropy(self.net(images), labels)

    def configure_optimizers(self) -> Any:
        return torch.optim.SGD(self.parameters(), lr=0.01, momentum=0.9)


def processor_seconds() -> float:
    """Of this process and of those of its children that have ended."""
    return sum(os.times()[:4])


def main(ranks: int, steps: int, out: Path, accelerator: str = "cpu") -> None:
    lightning.seed_everything(1, workers=True, verbose=False)
    images = Images(BATCH * ranks * steps // 2)
    trainer = Trainer(
        accelerator=accelerator,
        devices=ranks,
        strategy="ddp" if ranks > 1 else "auto",
        max_epochs=2,
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
    )
    loader = DataLoader(images, BATCH, shuffle=True, num_workers=1)
    start, used = perf_counter(), processor_seconds()
    trainer.fit(Classifier(), loader)
    facts = {"seconds": perf_counter() - start, "cpu": processor_seconds() - used}
    if trainer.global_rank == 0:
        out.write_text(json.dumps(facts | {"steps": trainer.global_step}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:])
