"""Tells tones of four pitches apart, on two processes of a CPU: half a minute, and all that a training has."""

import lightning as L
import torch
from lightning.pytorch.loggers import CSVLogger
from torch import nn
from torch.utils.data import DataLoader, Dataset

PITCHES = (3, 5, 8, 13)
LENGTH = 128


class Tones(Dataset):
    """Each tone is shifted and made noisy whenever it is read: augmentation, drawn in the workers."""

    def __init__(self, size: int, augment: bool) -> None:
        self.size = size
        self.augment = augment
        self.time = torch.linspace(0, 2 * torch.pi, LENGTH)

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        label = index % len(PITCHES)
        wave = torch.sin(PITCHES[label] * self.time + index)
        if self.augment:
            shift = int(torch.randint(LENGTH, ()))
            wave = torch.roll(wave, shift) + 0.5 * torch.randn(LENGTH)
        return wave.unsqueeze(0), label


class Listener(L.LightningModule):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv1d(1, 16, 9, stride=4),
            nn.ReLU(),
            nn.Conv1d(16, 32, 9, stride=4),
            nn.ReLU(),
            nn.AdaptiveMaxPool1d(1),
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(32, len(PITCHES)),
        )

    def loss(self, batch: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
        waves, labels = batch
        return nn.functional.cross_entropy(self.layers(waves), labels)

    def training_step(self, batch, batch_index):
        loss = self.loss(batch)
        self.log("loss", loss)
        return loss

    def validation_step(self, batch, batch_index):
        self.log("val_loss", self.loss(batch), sync_dist=True)

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=3e-3)


def main() -> None:
    L.seed_everything(1, workers=True)
    trainer = L.Trainer(
        accelerator="cpu",
        devices=2,
        strategy="ddp",
        max_epochs=8,
        log_every_n_steps=8,
        logger=CSVLogger("runs"),
    )
    train = DataLoader(Tones(1024, augment=True), batch_size=32, shuffle=True, num_workers=2)
    validation = DataLoader(Tones(128, augment=False), batch_size=32, num_workers=2)
    trainer.fit(Listener(), train, validation)


if __name__ == "__main__":
    main()
