"""Replaces arguments of the Trainer where that is asked for; then runs the next sitecustomize."""

import importlib.util
import os
import sys
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - nothing more is imported


def replace_arguments() -> None:
    if not os.environ.get("LDDPR_OBSERVE"):
        return
    try:
        import lddpr_observe
    except ImportError:
        return  # nothing is observed here, which is told from the missing lines
    try:
        lddpr_observe.package("overrides").install()
    except Exception as error:  # noqa: BLE001 - no training ends for us
        lddpr_observe.complain("overrides", error)


def run_next() -> None:
    for directory in sys.path:
        file = os.path.join(directory or ".", "sitecustomize.py")  # noqa: PTH118
        if os.path.abspath(directory or ".") == HERE or not os.path.isfile(file):  # noqa: PTH100, PTH113
            continue
        spec: Any = importlib.util.spec_from_file_location("sitecustomize", file)
        module = importlib.util.module_from_spec(spec)
        sys.modules["sitecustomize"] = module
        spec.loader.exec_module(module)
        return


replace_arguments()
run_next()
