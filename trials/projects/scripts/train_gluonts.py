"""The simple example of the README of GluonTS, with series of its own: https://github.com/awslabs/gluonts#simple-example."""

import numpy as np
import pandas as pd
from gluonts.dataset.pandas import PandasDataset
from gluonts.dataset.split import split
from gluonts.torch import DeepAREstimator

draw = np.random.default_rng(1)
days = pd.date_range("2020-01-01", periods=400, freq="D")
df = {name: pd.Series(np.sin(np.arange(400) / 7) + draw.normal(0, 0.2, 400), days).to_frame("target") for name in "abcdefgh"}
dataset = PandasDataset(df)

if __name__ == "__main__":
    training_data, test_gen = split(dataset, offset=-36)
    DeepAREstimator(
        prediction_length=12,
        freq="D",
        trainer_kwargs={"max_epochs": 5, "accelerator": "cpu", "devices": 2, "strategy": "ddp"},
    ).train(training_data)
