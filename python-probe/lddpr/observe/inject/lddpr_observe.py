"""What Lightning finds on PYTHONPATH. It imports nothing before a Trainer is built under watch.

It also holds all that is pickled by name, since any process of a training can import this module.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

VARIABLE = "LDDPR_OBSERVE"
PACKAGE = Path(__file__).absolute().parents[2]


def package(name: str) -> Any:
    """A module of ``lddpr.observe``; ``sys.path`` of the training stays as it is."""
    if "lddpr" not in sys.modules:
        # Not executed: the probe needs a later Python than a training may run on.
        found = importlib.util.spec_from_file_location(
            "lddpr", PACKAGE / "__init__.py", submodule_search_locations=[str(PACKAGE)]
        )
        assert found is not None
        sys.modules["lddpr"] = importlib.util.module_from_spec(found)
    return importlib.import_module("lddpr.observe." + name)


def lightning_callbacks() -> list[Any]:
    return callbacks("lightning.pytorch")


def pytorch_lightning_callbacks() -> list[Any]:
    return callbacks("pytorch_lightning")


def callbacks(api: str) -> list[Any]:
    """The callbacks that a Trainer of the package ``api`` gets from us; none without a watch."""
    if not os.environ.get(VARIABLE):
        return []
    try:
        found: list[Any] = package("start").callbacks(api)
    except Exception as error:  # noqa: BLE001 - no training ends for us
        complain("start", error)
        return []
    return found


def fabric_callbacks() -> list[Any]:
    """No callback: Fabric has no Trainer. A process that uses it says so."""
    if os.environ.get(VARIABLE):
        note("fabric", {"k": "fabric"})
    return []


def complain(hook: str, error: BaseException) -> None:
    """Write an error of ours where even the sink may be what failed."""
    line = {"k": "observer-error", "hook": hook, "type": type(error).__name__}
    note(hook, {**line, "message": str(error)[:300]})


def note(hook: str, line: dict[str, str]) -> None:
    """Append a line to the file of this process."""
    import json

    try:
        lines = Path(os.environ[VARIABLE]) / "lines"
        lines.mkdir(parents=True, exist_ok=True)
        with (lines / f"process.{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
    except OSError as failed:
        sys.stderr.write(f"lddpr: cannot write what happened in {hook}: {line!r}, {failed!r}\n")


def again(api: str, state: dict[str, Any]) -> Any:
    """The callback in a process that got the Trainer pickled."""
    return package("callback").revive(api, state)


def work(carried: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
    """What a worker of a DataLoader runs, whatever starts it."""
    return package("loading").work(carried, *args, **kwargs)
