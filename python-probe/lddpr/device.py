"""Where a run trains: decided once for all runs of a suite, before the first.

``python -m lddpr.device ANSWER`` writes what torch can use to that file. It is a process of its own
because to ask initialises CUDA, after which nothing can be forked.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic, sleep

from lddpr.cause import one_line
from lddpr.log import write_atomically
from lddpr.processes import kill
from lddpr.ranks import ending
from lddpr.signals import heed

# a file that is there as soon as a driver has found a GPU -> whose driver
DRIVERS = {
    Path(path): whose
    for path, whose in json.loads(
        Path(__file__).with_name("drivers.json").read_text(encoding="utf-8")
    ).items()
}
# The one of them that has a file for each card beside it, and how those are called.
CARDS = (Path("/dev/nvidiactl"), re.compile(r"nvidia\d+"))

POLL_SECONDS = 0.01
NAMED = 4  # scenarios in a sentence


class DeviceError(Exception):
    """The accelerator that was asked for is not there."""


@dataclass(frozen=True)
class Gpus:
    """What torch can use, or as long as it was not ``asked``, how many cards there are at most."""

    count: int
    names: list[str] = field(default_factory=list)
    asked: bool = True


@dataclass(frozen=True)
class Device:
    """``accelerator`` is ``cpu`` or ``gpu``; ``gpus`` how many there are, None if nobody asked."""

    accelerator: str
    gpus: int | None
    why: str


def counted(number: int, what: str) -> str:
    """``1 rank``, ``2 ranks``."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def driver() -> Path | None:
    """A sign that this machine may have a GPU, found without loading CUDA."""
    return next((path for path in DRIVERS if path.exists()), None)


def most_gpus(found: Path | None) -> int | None:
    """More GPUs than these torch cannot find, whatever it is asked; None where only it can tell."""
    control, card = CARDS
    if found != control:
        return None
    try:
        return sum(bool(card.fullmatch(path.name)) for path in control.parent.iterdir())
    except OSError:
        return None


def choose_accelerator(wanted: str, ranks: int, gpus: int) -> str:
    """``gpu`` if each of the ``ranks`` of this node can have one of its ``gpus``, else ``cpu``.

    ``wanted`` is ``auto``, ``cpu`` or ``gpu``. Raises DeviceError where ``gpu`` is too much.
    """
    if wanted == "cpu":
        return "cpu"
    if gpus >= ranks:
        return "gpu"
    if wanted == "gpu":
        many = f"each of {ranks} ranks" if ranks > 1 else "its rank"
        raise DeviceError(f"--accelerator=gpu needs a GPU for {many}, found {gpus}")
    return "cpu"


def must_ask(
    wanted: str, found: Path | None, ranks: Mapping[str, int], cards: int | None = None
) -> bool:
    """Whether torch must be asked, which takes as long as its import.

    ``found`` is what ``driver`` has found, ``cards`` what ``most_gpus`` has.
    """
    if wanted == "cpu" or (wanted == "auto" and found is None):
        return False
    return cards is None or cards >= (max if wanted == "gpu" else min)(ranks.values())


def decide(wanted: str, ranks: Mapping[str, int], gpus: Gpus | None) -> Device:
    """One device for all scenarios. ``ranks`` has how many each has; ``gpus`` is None if there was
    no need to ask.

    Raises DeviceError if some scenarios fit the GPUs and others do not, or none where they must.
    """
    if wanted == "cpu":
        return Device("cpu", None, "as asked for")
    if gpus is None:
        return Device("cpu", None, "this machine has no GPU")
    least, most = min(ranks.values()), max(ranks.values())
    count = gpus.count
    usable = f"{'torch can use' if gpus.asked else 'this machine has'} {counted(count, 'GPU')}"
    why = f"{usable}, too few for {counted(least, 'rank')}"
    if count >= most:
        models = list(dict.fromkeys(gpus.names[:most]))
        if len(models) < 2:
            many = f"each of {most} ranks" if most > 1 else "its one rank"
            return Device("gpu", count, f"there is a GPU for {many}")
        why = f"its GPUs are of different models: {', '.join(models)}"
        if wanted == "gpu":
            raise DeviceError(f"{why}; name those of one model in CUDA_VISIBLE_DEVICES")
    elif count >= least:
        larger = [
            f"{name} ({counted(number, 'rank')})"
            for name, number in ranks.items()
            if number > count
        ]
        more = f" and {len(larger) - NAMED} more" if len(larger) > NAMED else ""
        raise DeviceError(
            f"{usable}, which is too few for {', '.join(larger[:NAMED])}{more}: every rank needs "
            "one; leave these out, or measure all scenarios on the CPU"
        )
    elif wanted == "gpu":
        raise DeviceError(f"{why}: every rank needs one")
    return Device("cpu", count, why)


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

    def result(self, seconds: float) -> Gpus:
        """Raises DeviceError if there is no answer in time."""
        deadline = monotonic() + seconds
        while self.process.poll() is None:
            heed()
            if monotonic() > deadline:
                raise DeviceError("torch does not say how many GPUs it can use")
            sleep(POLL_SECONDS)
        try:
            answer = json.loads(self.answer.read_text(encoding="utf-8"))
            if "error" not in answer:
                return Gpus(**answer)
            said = answer["error"]
        except (OSError, ValueError):
            said = self._last_words()
        raise DeviceError(
            f"torch cannot use the GPUs of this machine: {said}; repair this, or measure on the CPU"
        )

    def _last_words(self) -> str:
        """Of a process that has left no answer: the last line that says something."""
        text = self.output.read_text(encoding="utf-8", errors="replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return lines[-1] if lines else f"the process that asks {ending(self.process.returncode)}"

    def stop(self) -> None:
        kill([self.process.pid])
        self.process.wait()


def look() -> Gpus:
    """What the runtime finds, and can use: the driver's list has cards that are not ours, that are
    divided, or that are too new for it."""
    import torch

    # What torch.cuda.device_count() says is the driver's list.
    ask = getattr(torch._C, "_cuda_getDeviceCount", torch.cuda.device_count)
    count = ask() if torch.cuda.device_count() else 0
    for number in range(count):
        torch.zeros(1, device=f"cuda:{number}")
    return Gpus(count, [torch.cuda.get_device_name(number) for number in range(count)])


def main(answer: Path) -> None:
    said: Mapping[str, object]
    try:
        said = asdict(look())
    except Exception as error:  # noqa: BLE001 - whatever it is, it becomes one line
        said = {"error": one_line(error)}
    write_atomically(answer, json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
