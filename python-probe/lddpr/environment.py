"""What surrounds a rank: facts that decide whether its numbers can be compared with others."""

from __future__ import annotations

import os
import platform
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lddpr.framework import Framework

# What the kernel says of a driver -> the number in it.
DRIVER_VERSIONS = {
    Path("/proc/driver/nvidia/version"): r"Kernel Module\D*?(?:for \S+ +)?(\d+\.[\d.]+)",
    Path("/sys/module/amdgpu/version"): r"(\S+)",
}


def driver_version() -> str | None:
    """None where the kernel does not tell it, as under WSL."""
    for path, pattern in DRIVER_VERSIONS.items():
        with suppress(OSError):
            if found := re.search(pattern, path.read_text(encoding="utf-8", errors="replace")):
                return found[1]
    return None


def gpu_versions() -> dict[str, str | None]:
    """What computes and communicates on GPUs here; no package of Python need tell it."""
    of_torch: Any = torch
    nccl = cudnn = None
    with suppress(Exception):  # a build without it
        nccl = of_torch.cuda.nccl.version()
    with suppress(Exception):
        cudnn = of_torch.backends.cudnn.version()
    return {
        "driver": driver_version(),
        "nccl": ".".join(map(str, nccl)) if isinstance(nccl, tuple) else nccl and str(nccl),
        "cudnn": cudnn and str(cudnn),
        "hip": torch.version.hip,
    }


def device_facts(device: torch.device) -> dict[str, str | None]:
    """Which GPU this is; torch 2.4 and later tell its identity."""
    uuid = getattr(torch.cuda.get_device_properties(device), "uuid", None)
    # As nvidia-smi writes it, and CUDA_VISIBLE_DEVICES takes it.
    named = f"GPU-{str(uuid).removeprefix('GPU-')}" if uuid else None
    return {"name": torch.cuda.get_device_name(device), "uuid": named}


@dataclass
class Modules:
    """Top-level names of what is imported. To look at each of thousands of modules again takes a
    fork several milliseconds: it copies the memory that they lie in."""

    SLACK = 64  # modules that may have gone since

    count: int = 0
    names: frozenset[str] = frozenset()

    def note(self) -> None:
        """What is there now need not be looked at again, in this process or its forks."""
        self.names = frozenset(self.all())
        self.count = len(sys.modules)

    def all(self) -> list[str]:
        later = len(sys.modules) - self.count + self.SLACK
        recent = islice(reversed(sys.modules), later)
        return sorted(self.names | {name.partition(".")[0] for name in recent})


modules = Modules()


def rank_facts(framework: Framework, device: torch.device) -> dict[str, Any]:
    """Facts of this process, taken after training: what was imported and set by then counts."""
    cuda = device.type == "cuda"
    return {
        "framework": {
            "name": framework.name,
            "version": framework.version,
            "file": framework.file,
        },
        "torch": f"{torch.__version__} ({torch.__file__})",
        "numpy": f"{np.__version__} ({np.__file__})",
        "python": platform.python_version(),
        "platform": f"{platform.system()}-{platform.machine()}".lower(),
        "accelerator": device.type,
        "deviceModel": torch.cuda.get_device_name(device) if cuda else None,
        "cuda": torch.version.cuda if cuda else None,
        "gpu": gpu_versions() if cuda else None,
        "device": device_facts(device) if cuda else None,
        "cpuCapability": torch.backends.cpu.get_cpu_capability(),
        "threads": torch.get_num_threads(),
        "hashSeed": os.environ.get("PYTHONHASHSEED", "random"),
        "modules": modules.all(),
    }
