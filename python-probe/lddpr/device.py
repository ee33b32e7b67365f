"""Where a run trains: decided once for all runs of a suite, before the first.

``python -m lddpr.device ANSWER`` writes how many GPUs torch can use to that file. It is a process
of its own because to ask may initialise CUDA, after which nothing can be forked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lddpr.processes import kill

# a file that is there as soon as a driver has found a GPU -> whose driver
DRIVERS = {
    Path(path): whose
    for path, whose in json.loads(
        Path(__file__).with_name("drivers.json").read_text(encoding="utf-8")
    ).items()
}

NAMED = 4  # scenarios in a sentence


class DeviceError(Exception):
    """The accelerator that was asked for is not there."""


@dataclass(frozen=True)
class Device:
    """``accelerator`` is ``cpu`` or ``gpu``; ``gpus`` how many there are, None if nobody asked."""

    accelerator: str
    gpus: int | None
    why: str


def driver() -> Path | None:
    """A sign that this machine may have a GPU, found without loading CUDA."""
    return next((path for path in DRIVERS if path.exists()), None)


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


def must_ask(wanted: str, found: Path | None) -> bool:
    """Whether the GPUs must be counted. ``found`` is what ``driver`` has found."""
    return wanted == "gpu" or (wanted == "auto" and found is not None)


def decide(wanted: str, ranks: Mapping[str, int], gpus: int | None) -> Device:
    """One device for all scenarios. ``ranks`` has how many each has; ``gpus`` is None if there was
    no need to ask.

    Raises DeviceError if some scenarios fit the GPUs and others do not, or none where they must.
    """
    if wanted == "cpu":
        return Device("cpu", None, "as asked for")
    if gpus is None:
        return Device("cpu", None, "this machine has no GPU")
    least, most = min(ranks.values()), max(ranks.values())
    usable = f"torch can use {gpus} GPU{'' if gpus == 1 else 's'}"
    if gpus >= most:
        return Device("gpu", gpus, f"there is a GPU for each of {most} ranks")
    if gpus >= least:
        larger = [f"{name} ({number} ranks)" for name, number in ranks.items() if number > gpus]
        more = f" and {len(larger) - NAMED} more" if len(larger) > NAMED else ""
        raise DeviceError(
            f"{usable}, which is too few for {', '.join(larger[:NAMED])}{more}: every rank needs "
            "one, and all scenarios the same device; leave these out, or measure all on the CPU"
        )
    if wanted == "gpu":
        raise DeviceError(f"{usable}, too few for {least} ranks: every rank needs one")
    return Device("cpu", gpus, f"{usable}, too few for {least} ranks")


class Counting:
    """Asks a process of its own for GPUs, which takes as long as an import of torch."""

    def __init__(self, environment: Mapping[str, str], directory: Path) -> None:
        self.answer = directory / "gpus"
        self.output = directory / "gpus.txt"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "lddpr.device", str(self.answer)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=environment,
                preexec_fn=os.setpgrp,  # noqa: PLW1509 - no threads here; process_group is of 3.11
            )

    def result(self, seconds: float) -> int:
        """Raises DeviceError if there is no answer in time."""
        try:
            self.process.wait(max(0.0, seconds))
            return int(self.answer.read_text(encoding="utf-8"))
        except subprocess.TimeoutExpired:
            raise DeviceError("torch does not say how many GPUs it can use") from None
        except (OSError, ValueError):
            lines = self.output.read_text(encoding="utf-8", errors="replace").splitlines()
            said = lines[-1] if lines else f"status {self.process.returncode}"
            raise DeviceError(f"torch cannot use the GPUs of this machine: {said}") from None

    def stop(self) -> None:
        kill([self.process.pid])
        self.process.wait()


def main(answer: Path) -> None:
    import torch

    count = torch.cuda.device_count()
    for number in range(count):  # the driver counts cards that are not ours, or partitioned
        torch.zeros(1, device=f"cuda:{number}")
    answer.write_text(str(count), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
