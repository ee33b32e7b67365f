"""What a record says of GPUs, where there are none: the kernel's words and torch's properties."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from lddpr import environment
from lddpr.environment import device_facts, driver_version, gpu_versions

# what the kernel says -> the version
SAID = {
    "NVRM version: NVIDIA UNIX x86_64 Kernel Module  580.159.04  Mon Aug  4 2025\n"
    "GCC version:  gcc version 13.3.0 (Ubuntu 13.3.0-6)\n": "580.159.04",
    "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.15  Release Build\n": (
        "570.86.15"
    ),
    "NVRM version: NVIDIA UNIX Open Kernel Module for aarch64  575.57  Release Build\n": "575.57",
    "something else": None,
}


@pytest.mark.parametrize(("said", "version"), SAID.items(), ids=map(str, SAID.values()))
def test_the_version_of_the_driver_is_what_the_kernel_says(
    said: str, version: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path, pattern), *_ = environment.DRIVER_VERSIONS.items()
    (tmp_path / path.name).write_text(said)
    monkeypatch.setattr(environment, "DRIVER_VERSIONS", {tmp_path / path.name: pattern})
    assert driver_version() == version


def test_where_no_driver_is_there_is_no_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "DRIVER_VERSIONS", {tmp_path / "none": "x"})
    assert driver_version() is None
    assert set(gpu_versions()) == {"driver", "nccl", "cudnn", "hip"}


@pytest.mark.parametrize(
    ("properties", "uuid"),
    [({"uuid": "4c18"}, "GPU-4c18"), ({"uuid": "GPU-4c18"}, "GPU-4c18"), ({}, None)],
)
def test_a_gpu_has_the_name_that_nvidia_smi_gives_it(
    properties: dict[str, str], uuid: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = SimpleNamespace(**properties)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda device: found)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: "NVIDIA H200")
    assert device_facts(torch.device("cuda:0")) == {"name": "NVIDIA H200", "uuid": uuid}
