"""The quick start of neuralforecast, on two processes: https://nixtlaverse.nixtla.io/neuralforecast/docs/getting-started/quickstart.html."""

from neuralforecast import NeuralForecast
from neuralforecast.models import NHITS
from neuralforecast.utils import generate_series

horizon = 12
models = [
    NHITS(
        input_size=2 * horizon,
        h=horizon,
        max_steps=40,
        val_check_steps=20,
        accelerator="cpu",
        devices=2,
        strategy="ddp",
        enable_progress_bar=False,
    )
]

if __name__ == "__main__":
    nf = NeuralForecast(models=models, freq="D")
    nf.fit(df=generate_series(n_series=64, min_length=80, max_length=120))
