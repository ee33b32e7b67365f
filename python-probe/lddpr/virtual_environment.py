"""Makes a virtual environment with pip in it: ``python -I virtual_environment.py DIRECTORY``.

The result is that of ``python -m venv``, without pip's scripts. That command installs pip by pip,
from a wheel and with everything compiled, which takes four seconds; to unpack the wheel takes a
tenth of one.
"""

from __future__ import annotations

import ensurepip
import os
import sys
import venv
from pathlib import Path
from typing import Any
from zipfile import ZipFile


def wheels() -> list[Path] | None:
    """What this Python puts into a new environment; None where that is not where it was."""
    folder = getattr(ensurepip, "_WHEEL_PKG_DIR", None) or Path(ensurepip.__file__).with_name(
        "_bundled"
    )
    names = getattr(ensurepip, "_PACKAGE_NAMES", ("pip",))
    found = [sorted(Path(folder).glob(f"{name}-*.whl")) for name in names]
    return [each[0] for each in found] if all(len(each) == 1 for each in found) else None


class Builder(venv.EnvBuilder):
    """An environment into which ``found`` wheels are unpacked."""

    def __init__(self, found: list[Path] | None) -> None:
        super().__init__(symlinks=os.name != "nt", with_pip=found is None)
        self.found = found or []

    def post_setup(self, context: Any) -> None:
        version = "python{}.{}".format(*sys.version_info)
        inner = ("Lib",) if os.name == "nt" else ("lib", version)
        for wheel in self.found:
            with ZipFile(wheel) as archive:
                archive.extractall(Path(context.env_dir, *inner, "site-packages"))


if __name__ == "__main__":
    Builder(wheels()).create(sys.argv[1])
