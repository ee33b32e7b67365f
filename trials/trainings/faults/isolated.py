"""`python -I` reads no PYTHONPATH, and Lightning starts the second rank without that flag."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from base import train

if __name__ == "__main__":
    train()
