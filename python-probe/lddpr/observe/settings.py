"""What is asked of the observer: ``settings.json`` in the directory that LDDPR_OBSERVE names."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VARIABLE = "LDDPR_OBSERVE"
VERSION = 1


@dataclass(frozen=True)
class Settings:
    """``mode`` is plain, identity, cut, resumed, explained or rounded; ``stop`` is after-fit or
    command; ``rounding`` numbers the runs of mode rounded.
    """

    directory: Path
    mode: str
    steps: int
    stop: str
    trainer: dict[str, Any]
    checkpoint: str | None
    rounding: int = 0

    @property
    def lines(self) -> Path:
        return self.directory / "lines"


def read() -> Settings | None:
    """The settings of this process, None without a watch. Raises OSError, KeyError, ValueError."""
    named = os.environ.get(VARIABLE)
    return of(Path(named)) if named else None


def of(directory: Path) -> Settings:
    """The settings in ``directory``. Raises OSError, KeyError, ValueError."""
    given = json.loads((directory / "settings.json").read_text("utf-8"))
    if given["schemaVersion"] != VERSION:
        raise ValueError(f"settings.json has version {given['schemaVersion']}, not {VERSION}")
    return Settings(
        directory,
        str(given["mode"]),
        int(given["steps"]),
        str(given["stop"]),
        dict(given["trainer"]),
        given["checkpoint"],
        int(given["rounding"]),
    )
