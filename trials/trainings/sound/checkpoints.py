"""A logger and checkpoints of the best epochs."""

from lightning.pytorch.callbacks import ModelCheckpoint
from lightning.pytorch.loggers import CSVLogger

from base import Data, loader, train

if __name__ == "__main__":
    best = ModelCheckpoint(monitor="val_loss", save_top_k=2, save_last=True)
    train(
        validation=loader(Data(16), shuffle=False, num_workers=0),
        callbacks=[best],
        logger=CSVLogger("."),
        enable_checkpointing=True,
    )
