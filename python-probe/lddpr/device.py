"""Where a run trains. Pure but for one look at the driver."""

from __future__ import annotations

from pathlib import Path

NVIDIA = Path("/dev/nvidiactl")  # there as soon as NVIDIA's driver has found a GPU


class DeviceError(Exception):
    """The accelerator that was asked for is not there."""


def has_gpu() -> bool:
    """Whether this machine may have a GPU, asked without loading CUDA."""
    return NVIDIA.exists()


def choose_accelerator(wanted: str, ranks: int, gpus: int) -> str:
    """``gpu`` if each of the ``ranks`` of this node can have one of its ``gpus``, else ``cpu``.

    ``wanted`` is ``auto``, ``cpu`` or ``gpu``. Raises DeviceError where ``gpu`` is too much.
    """
    if wanted == "cpu":
        return "cpu"
    if gpus >= ranks:
        return "gpu"
    if wanted == "gpu":
        raise DeviceError(f"--accelerator=gpu needs a GPU for each of {ranks} ranks, found {gpus}")
    return "cpu"
