"""Start-up code of a site prints a greeting that does not end its line."""

import sys

from after_import import APPLIED

sys.stdout.write("Welcome to the cluster")
sys.stdout.flush()
APPLIED.touch()
