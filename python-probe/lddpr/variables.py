"""Variables that affect a run, and what is done about each: the table is variables.json."""

from __future__ import annotations

import json
import os
import re
import sys
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Row:
    """What is done with one variable, or with all that begin so if ``name`` ends with a star.

    ``done`` is ``scrubbed``: nothing that we start has it; ``default``: has ``value`` where it is
    not set; ``overridden``: ``value`` in warm parents, the user's again in ranks; ``parents``:
    ``value`` in warm parents where it is not set; ``varied``: another value in each parent;
    ``kept``: passed on; ``needed``: must be right, or nothing starts. ``shows`` is
    in SHAPES; no report names a value that ``harmless`` matches; ``tried`` are values that the
    trial of false alarms draws.
    """

    name: str
    does: str
    done: str
    shows: str
    value: str = ""
    harmless: str = ""
    tried: tuple[str, ...] = ()

    def covers(self, name: str) -> bool:
        return name.startswith(self.name[:-1]) if self.name.endswith("*") else name == self.name


_FILE = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
TABLE = tuple(Row(**{**row, "tried": tuple(row.get("tried", ()))}) for row in _FILE["rows"])
# What a variable may hold if a report quotes it: whatever else it holds may be a secret.
SHAPES: Mapping[str, str | None] = _FILE["shapes"]
HASH_SEED = "PYTHONHASHSEED"
HASH_SEEDS = 2**32

# Switches of the interpreter that count as the variables that they stand for.
SWITCHES = {
    "optimize": "PYTHONOPTIMIZE",
    "inspect": "PYTHONINSPECT",
    "verbose": "PYTHONVERBOSE",
    "dont_write_bytecode": "PYTHONDONTWRITEBYTECODE",
    "no_user_site": "PYTHONNOUSERSITE",
    "dev_mode": "PYTHONDEVMODE",
}
OPTIONS = {
    "utf8": "PYTHONUTF8",
    "tracemalloc": "PYTHONTRACEMALLOC",
    "importtime": "PYTHONPROFILEIMPORTTIME",
    "faulthandler": "PYTHONFAULTHANDLER",
    "pycache_prefix": "PYTHONPYCACHEPREFIX",
    "int_max_str_digits": "PYTHONINTMAXSTRDIGITS",
    "gil": "PYTHON_GIL",
    "cpu_count": "PYTHON_CPU_COUNT",
}


def row_of(name: str) -> Row | None:
    """The row of a variable: the one with the longest name of those that cover it."""
    rows = (row for row in TABLE if row.covers(name))
    return max(rows, key=lambda row: len(row.name.rstrip("*")), default=None)


def _with(done: str) -> dict[str, str]:
    return {row.name: row.value for row in TABLE if row.done == done}


def clean_environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """The user's environment without what would make a run part of something else."""
    kept = {
        name: value
        for name, value in inherited.items()
        if (row := row_of(name)) is None or row.done != "scrubbed"
    }
    return _with("default") | kept


def parent_environment(inherited: Mapping[str, str], number: int) -> dict[str, str]:
    """What warm parent ``number`` has, so that it can fork and differs from the others.

    ``given_back`` has what its ranks get again.
    """
    cleaned = _with("parents") | clean_environment(inherited) | _with("overridden")
    seed = inherited.get(HASH_SEED, "")
    if seed.isdigit():
        cleaned[HASH_SEED] = str((int(seed) + number) % HASH_SEEDS)
    return cleaned


def given_back(inherited: Mapping[str, str]) -> dict[str, str]:
    """The variables of the user that a rank has and its parent had not.

    A library that reads one only as it is imported goes on with what the parent had.
    """
    names = {row.name for row in TABLE if row.done in ("overridden", "varied")}
    return {name: value for name, value in inherited.items() if name in names}


def settings(inherited: Mapping[str, str], own_path: Path) -> list[dict[str, Any]]:
    """The variables that are set and that a report names, with what is done about each.

    A value is there only if it is harmless by its shape. ``own_path`` is what we have put first on
    the import path.
    """
    found = []
    for name in sorted(inherited):
        row, value = row_of(name), inherited[name]
        if row is None or row.shows == "nothing" or (name, value) == ("PYTHONPATH", str(own_path)):
            continue
        if row.harmless and re.fullmatch(row.harmless, value):
            continue
        shape = SHAPES[row.shows]
        quoted = value if shape and re.fullmatch(shape, value) else None
        found.append({"name": name[:200], "value": quoted, "done": row.done})
    return found


def adopt_switches() -> None:
    """Treat the switches of this interpreter as the user's variables."""
    os.environ.update(switches())


def let_warnings_pass() -> None:
    """No warning ends a run: that it is one of the user's own code, nobody here can say."""
    if any(action == "error" for action, *_ in warnings.filters):
        warnings.simplefilter("default")


def switches() -> dict[str, str]:
    """The switches of this interpreter, as variables for those that it starts."""
    found = {
        name: str(int(getattr(sys.flags, flag)))
        for flag, name in SWITCHES.items()
        if getattr(sys.flags, flag)
    }
    for option, name in OPTIONS.items():
        if option in sys._xoptions:
            given = sys._xoptions[option]
            found[name] = "1" if given is True else given
    if sys.warnoptions and not sys.flags.dev_mode:  # which has some of its own
        found["PYTHONWARNINGS"] = ",".join(sys.warnoptions)
    return found
