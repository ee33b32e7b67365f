"""A validation, and early stopping by its loss."""

from lightning.pytorch.callbacks import EarlyStopping

from base import Data, loader, train

if __name__ == "__main__":
    validation = loader(Data(16), shuffle=False, num_workers=1)
    train(validation=validation, callbacks=[EarlyStopping("val_loss", patience=3)])
