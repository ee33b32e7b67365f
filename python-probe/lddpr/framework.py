"""Imports the Lightning that is pinned, never another one."""

from __future__ import annotations

import gc
import importlib
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import Any

# distribution -> the package that holds Trainer, LightningModule and seed_everything
ROOTS = {"lightning": "lightning.pytorch", "pytorch-lightning": "pytorch_lightning"}

# missing module -> what to install; each one is a release that left it undeclared
MISSING = {
    "pkg_resources": "releases before 2.4 need setuptools<81",
}


class FrameworkError(Exception):
    """The Lightning that was asked for cannot be used."""


@dataclass(frozen=True)
class Framework:
    """A Lightning that is imported, with where it came from."""

    name: str
    version: str
    file: str
    api: Any  # the module: Trainer, LightningModule, seed_everything


def version_of(distribution: str) -> str | None:
    """The version that the metadata gives for a distribution, None if it is not installed."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def choose(requested: str) -> str:
    """Name the distribution to train with, by metadata: an import that fails must not decide.

    ``requested`` is a distribution or ``auto``. Raises FrameworkError if it is not installed.
    """
    if requested != "auto":
        if version_of(requested) is None:
            present = [f"{name} {version_of(name)}" for name in ROOTS if version_of(name)]
            raise FrameworkError(
                f"{requested} is not installed in {sys.executable}"
                + (f"; {present[0]} is, but is not what was asked for" if present else "")
            )
        return requested
    for name in ROOTS:
        if version_of(name) is not None:
            return name
    raise FrameworkError(
        f"neither lightning nor pytorch-lightning is installed in {sys.executable}"
    )


def same_version(one: str, other: str) -> bool:
    """Equal as versions: metadata has 2.7.0.dev0 where a module may say 2.7.0dev."""
    from packaging.version import InvalidVersion, Version  # Lightning needs it too

    try:
        return Version(one) == Version(other)
    except InvalidVersion:
        return one == other


def load(requested: str = "auto") -> Framework:
    """Import the chosen distribution. Raises FrameworkError if it is not what its metadata says.

    The garbage collector is off meanwhile: it would walk some 10⁵ objects again and again that all
    stay alive, which is a third of the time that the import takes.
    """
    name = choose(requested)
    gc.disable()
    try:
        api = importlib.import_module(ROOTS[name])
    except Exception as error:  # an old Lightning fails on a new torch in any way there is
        hint = MISSING.get(getattr(error, "name", None) or "", "")
        raise FrameworkError(
            f"{name} {version_of(name)} is installed but cannot be imported: "
            f"{type(error).__name__}: {error}" + (f" ({hint})" if hint else "")
        ) from error
    finally:
        gc.freeze()
        gc.enable()
    version = str(getattr(api, "__version__", "of no known version"))
    if not same_version(version, str(version_of(name))):
        raise FrameworkError(
            f"{name} is {version_of(name)} by its metadata, but {api.__file__} is {version}"
        )
    return Framework(name, version, str(api.__file__), api)
