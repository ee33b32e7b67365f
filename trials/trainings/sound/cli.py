"""LightningCLI builds everything from arguments."""

from lightning.pytorch.cli import LightningCLI

from base import Augmented, Model, loader, pl


class Points(pl.LightningDataModule):
    def __init__(self, size: int = 32, workers: int = 2):
        super().__init__()
        self.size, self.workers = size, workers

    def train_dataloader(self):
        return loader(Augmented(self.size), num_workers=self.workers)


if __name__ == "__main__":
    LightningCLI(Model, Points, save_config_callback=None)
