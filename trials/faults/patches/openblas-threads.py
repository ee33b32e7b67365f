"""Start-up code of a site gives OpenBLAS four threads."""

import os

from after_import import APPLIED

os.environ["OPENBLAS_NUM_THREADS"] = "4"
APPLIED.touch()
