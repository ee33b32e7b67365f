"""Stochastic weight averaging."""

from lightning.pytorch.callbacks import StochasticWeightAveraging

from base import train

if __name__ == "__main__":
    train(callbacks=[StochasticWeightAveraging(swa_lrs=0.01, swa_epoch_start=1)])
