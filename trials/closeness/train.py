"""Six small trainings with Lightning, each with what must come out close and what must not.

``python train.py MODEL [--VARIANT ...]``: ``rows.ts`` says what each variant stands for. The data
is made of integers, so it is the same on every machine, bit for bit.
"""

from __future__ import annotations

import argparse
from typing import Any

import lightning
import numpy as np
import torch
from lightning.pytorch import LightningModule, Trainer
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

SAMPLES = 160
BATCH = 16
LENGTH = 24
WORDS = 50
IMAGES = ("cnn", "steep")
STEEP = 10  # a learning rate so much larger multiplies rounding from step to step


class Samples(Dataset[Any]):
    """Noise that depends on its label; images are flipped and shifted at random."""

    def __init__(self, model: str, augment: bool, swap: bool) -> None:
        random = np.random.default_rng(0)
        shape = {"mlp": (32,), "gan": (8,)}.get(model, (LENGTH,))
        shape = (3, 16, 16) if model in IMAGES else shape
        self.labels = torch.from_numpy(random.integers(0, 4, SAMPLES))
        if len(shape) == 1 and model in ("gru", "bf16"):
            values = random.integers(0, WORDS - 4, (SAMPLES, LENGTH)) + self.labels.numpy()[:, None]
        else:
            values = random.integers(-128, 128, (SAMPLES, *shape)) / 64
            values = values + self.labels.numpy().reshape(-1, *[1] * len(shape)) / 2
        self.values = torch.from_numpy(values)
        if self.values.is_floating_point():
            self.values = self.values.float()
        if swap:
            self.values[[3, 4]] = self.values[[4, 3]]
        self.shifts = augment and len(shape) == 3
        self.flips = augment

    def __len__(self) -> int:
        return SAMPLES

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        value = self.values[index]
        if self.flips and torch.randint(2, ()):
            value = value.flip(-1)
        if self.shifts:
            value = value.roll(int(torch.randint(-2, 3, ())), -1)
        return value, self.labels[index]


class Sequences(nn.Module):
    """An embedding, then a GRU or two layers of a transformer, with dropout."""

    def __init__(self, attends: bool, dropout: float) -> None:
        super().__init__()
        self.embed = nn.Embedding(WORDS, 32)
        self.attends = attends
        if attends:
            layer = nn.TransformerEncoderLayer(32, 4, 64, dropout, batch_first=True)
            self.body: nn.Module = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        else:
            self.body = nn.GRU(32, 48, num_layers=2, dropout=dropout, batch_first=True)
        self.head = nn.Linear(32 if attends else 48, 4)

    def forward(self, words: Tensor) -> Tensor:
        hidden = self.body(self.embed(words))
        pooled = hidden.mean(1) if self.attends else hidden[0][:, -1]
        logits: Tensor = self.head(pooled)
        return logits


def convolutions(dropout: float) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(3, 16, 3, padding=1),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.BatchNorm2d(32),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Dropout(dropout),
        nn.Linear(32, 4),
    )


def perceptron(dropout: float) -> nn.Module:
    return nn.Sequential(
        nn.Linear(32, 64),
        nn.GELU(),
        nn.Dropout(dropout),
        nn.Linear(64, 64),
        nn.GELU(),
        nn.Linear(64, 4),
    )


class Classifier(LightningModule):
    def __init__(self, model: str, options: argparse.Namespace) -> None:
        super().__init__()
        self.options = options
        self.is_image = model in IMAGES
        self.net = {"mlp": perceptron, "cnn": convolutions, "steep": convolutions}.get(
            model, lambda dropout: Sequences(model == "bf16", dropout)
        )(options.dropout)
        if options.channels_last and self.is_image:
            self.net = self.net.to(memory_format=torch.channels_last)
        if options.init != 1:
            with torch.no_grad():
                for each in self.parameters():
                    each.mul_(options.init)

    def training_step(self, batch: Any, _: int) -> Tensor:
        values, labels = batch
        if self.options.channels_last and self.is_image:
            values = values.contiguous(memory_format=torch.channels_last)
        logits = self.net(values)
        if self.options.reverse:
            each = functional.cross_entropy(logits, labels, reduction="none")
            return torch.stack(list(each.flip(0))).cumsum(0)[-1] / len(each)
        return functional.cross_entropy(logits, labels, label_smoothing=self.options.smoothing)

    def configure_optimizers(self) -> Any:
        return optimizer(self.parameters(), self.options, self.is_image and not self.options.adam)


class Gan(LightningModule):
    """Two networks and two optimizers by hand; noise is drawn in the step."""

    def __init__(self, _: str, options: argparse.Namespace) -> None:
        super().__init__()
        self.automatic_optimization = False
        self.options = options
        self.maker = nn.Sequential(nn.Linear(8, 64), nn.LeakyReLU(), nn.Linear(64, 8))
        self.critic = nn.Sequential(
            nn.Linear(8, 64), nn.LeakyReLU(), nn.Dropout(options.dropout), nn.Linear(64, 1)
        )
        if options.init != 1:
            with torch.no_grad():
                for each in self.parameters():
                    each.mul_(options.init)

    def training_step(self, batch: Any, _: int) -> None:
        values, _labels = batch
        of_maker, of_critic = self.optimizers()
        made = self.maker(torch.randn(len(values), 8, device=self.device))
        losses = {
            "critic": lambda: (
                functional.softplus(-self.critic(values)).mean()
                + functional.softplus(self.critic(made.detach())).mean()
            ),
            "maker": lambda: functional.softplus(-self.critic(made)).mean(),
        }
        for name, each in (("critic", of_critic), ("maker", of_maker)):
            each.zero_grad()
            loss = losses[name]()
            self.manual_backward(loss)
            each.step()
            self.log(name, loss)

    def configure_optimizers(self) -> Any:
        both = self.maker, self.critic
        return [optimizer(each.parameters(), self.options, False) for each in both], []


def optimizer(parameters: Any, options: argparse.Namespace, momentum: bool) -> Any:
    """SGD with momentum or AdamW; ``--update`` scales what it does without telling in ``lr``."""
    of: Any = torch.optim.SGD if momentum else torch.optim.AdamW
    rate = (0.05 if momentum else 2e-3) * options.rate * (STEEP if options.model == "steep" else 1)
    more: dict[str, Any] = {"momentum": 0.9} if momentum else {"betas": (0.9, options.beta)}
    made = of(parameters, lr=rate, foreach=options.foreach, **more)
    if options.update != 1:

        def scaled(each: Any, *_: Any) -> None:
            for p, old in zip(each.param_groups[0]["params"], each.old, strict=True):
                p.data.copy_(old + (p.data - old) * options.update)

        def keep(each: Any, *_: Any) -> None:
            each.old = [p.data.clone() for p in each.param_groups[0]["params"]]

        made.register_step_pre_hook(keep)
        made.register_step_post_hook(scaled)
    return made


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser()
    found.add_argument("model", choices=("mlp", "cnn", "gru", "gan", "bf16", "steep"))
    for name, default in (
        ("dropout", 0.1),
        ("rate", 1),
        ("update", 1),
        ("beta", 0.999),
        ("init", 1),
        ("smoothing", 0),
    ):
        found.add_argument(f"--{name}", type=float, default=default)
    data = ("swap", "no-augment")
    arithmetic = ("channels-last", "foreach", "reverse", "no-mkldnn", "adam")
    of_gpus = ("no-cudnn", "benchmark", "deterministic", "tf32")
    for name in (*data, *arithmetic, *of_gpus):
        found.add_argument(f"--{name}", action="store_true")
    return found


def main() -> None:
    options = parser().parse_args()
    torch.backends.mkldnn.enabled = not options.no_mkldnn  # type: ignore[assignment]
    torch.backends.cudnn.enabled = not options.no_cudnn  # type: ignore[assignment]
    torch.set_float32_matmul_precision("high" if options.tf32 else "highest")
    torch.backends.cudnn.allow_tf32 = options.tf32  # type: ignore[assignment]
    lightning.seed_everything(7, workers=True, verbose=False)
    samples = Samples(options.model, not options.no_augment, options.swap)
    module = (Gan if options.model == "gan" else Classifier)(options.model, options)
    loader = DataLoader(samples, batch_size=BATCH, shuffle=True)
    Trainer(
        accelerator="cpu",
        devices=1,
        max_epochs=2,
        benchmark=options.benchmark,
        deterministic=options.deterministic,
        precision="bf16-mixed" if options.model == "bf16" else "32-true",
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
    ).fit(module, loader)


if __name__ == "__main__":
    main()
