"""Processes are started by a server of forks, as Python 3.14 does it."""

import multiprocessing

from after_import import APPLIED

multiprocessing.set_start_method("forkserver", force=True)
APPLIED.touch()
