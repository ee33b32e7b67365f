"""A launcher starts the training in an environment that it has cleared."""

import os
import subprocess
import sys

if __name__ == "__main__":
    if "CLEARED" in os.environ:
        from base import train

        train()
    else:
        few = {"CLEARED": "1", "PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
        sys.exit(subprocess.call([sys.executable, __file__], env=few))
