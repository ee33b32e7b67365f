"""What surrounds a rank: facts that decide whether its numbers can be compared with others."""

from __future__ import annotations

import os
import platform
import sys
from typing import Any

import numpy as np
import torch

from lddpr.framework import Framework


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
        "cpuCapability": torch.backends.cpu.get_cpu_capability(),
        "threads": torch.get_num_threads(),
        "hashSeed": os.environ.get("PYTHONHASHSEED", "random"),
        "modules": sorted({name.partition(".")[0] for name in sys.modules}),
    }
