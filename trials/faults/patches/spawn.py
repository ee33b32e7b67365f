"""Processes are started from nothing, as on macOS."""

import multiprocessing

from after_import import APPLIED

multiprocessing.set_start_method("spawn", force=True)
APPLIED.touch()
