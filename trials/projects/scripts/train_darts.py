"""The quick start of darts, with series that darts makes: https://unit8co.github.io/darts/quickstart.html."""

from darts.models import NBEATSModel
from darts.utils.timeseries_generation import linear_timeseries, sine_timeseries

series = [
    (
        sine_timeseries(length=400, value_frequency=0.05 + 0.01 * n)
        + linear_timeseries(length=400, end_value=0.1 * n)
    ).astype("float32")
    for n in range(4)
]
model = NBEATSModel(
    input_chunk_length=24,
    output_chunk_length=12,
    n_epochs=4,
    dropout=0.1,
    random_state=42,
    pl_trainer_kwargs={"accelerator": "cpu", "devices": 2, "strategy": "ddp"},
)

if __name__ == "__main__":
    model.fit(series)
