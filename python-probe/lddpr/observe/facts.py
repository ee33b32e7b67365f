"""What surrounds a training: the settings that decide whether its numbers can be compared."""

from __future__ import annotations

import os
import platform
import sys
from typing import Any

import torch

NAMES = {"lightning.pytorch": "lightning", "pytorch_lightning": "pytorch-lightning"}


def settings_of(trainer: Any, module: Any, api: str) -> dict[str, Any]:
    """The fields of ``settings`` in a ``setup`` line that Trainer and process decide."""
    device = trainer.strategy.root_device
    numpy = sys.modules.get("numpy")
    names = [type(each).__qualname__ for each in trainer.callbacks]
    seed = os.environ.get("PL_GLOBAL_SEED")
    return {
        "framework": {"name": NAMES[api], "version": str(sys.modules[api].__version__)},
        "torch": str(torch.__version__),
        "numpy": numpy and str(numpy.__version__),
        "python": platform.python_version(),
        "platform": f"{platform.system()}-{platform.machine()}".lower(),
        "strategy": type(trainer.strategy).__name__,
        "precision": str(trainer.precision),
        "products": products(device.type),
        "accelerator": device.type if device.type in ("cpu", "cuda") else "other",
        "device": torch.cuda.get_device_name(device) if device.type == "cuda" else None,
        "ranks": trainer.world_size,
        "seed": int(seed) if seed else None,
        "seedWorkers": os.environ.get("PL_SEED_WORKERS") == "1",
        "threads": torch.get_num_threads(),
        "cpuCapability": cpu_capability(),
        "deterministic": torch.are_deterministic_algorithms_enabled(),
        "benchmark": bool(torch.backends.cudnn.benchmark),
        "accumulate": int(trainer.accumulate_grad_batches or 1),
        "module": type(module).__qualname__,
        "callbacks": [name for name in names if name != "Observer"],
    }


def products(device: str) -> str:
    """What products of float32 are rounded to: ``highest``, or what is less, ``matmul high``."""
    ask = getattr(torch, "get_float32_matmul_precision", None)  # since torch 1.12
    matmul = str(ask()) if ask else "highest"
    low = [] if matmul == "highest" else [f"matmul {matmul}"]
    if device == "cuda":
        cudnn: Any = torch.backends.cudnn
        try:
            convolutions = bool(cudnn.allow_tf32)
        except RuntimeError:  # set by its newer name, which forbids to ask for the older one
            convolutions = cudnn.conv.fp32_precision == "tf32"
        low += ["cuDNN tf32"] if convolutions else []
    return ", ".join(low) or "highest"


def cpu_capability() -> str:
    """Which instructions torch uses. Before 2.1 only its configuration says it."""
    ask = getattr(getattr(torch.backends, "cpu", None), "get_cpu_capability", None)
    if ask:
        return str(ask())
    for line in torch.__config__.show().splitlines():
        _, named, after = line.partition("CPU capability usage: ")
        if named:
            return after.strip()
    return "unknown"
