"""What is installed in this interpreter, asked without importing any of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from inspect import getmodulename
from typing import Any

UNKNOWN = "unknown"


def field(dist: metadata.Distribution, name: str) -> str | None:
    """A field of the metadata of a distribution; None where its files are broken."""
    with suppress(Exception):  # whatever a file that is no metadata brings about
        return dist.metadata.get(name)  # type: ignore[attr-defined, no-any-return]
    return None


def modules_of(dist: metadata.Distribution) -> set[str]:
    """The top-level modules that a distribution provides."""
    with suppress(Exception):
        if declared := (dist.read_text("top_level.txt") or "").split():
            return set(declared)
        files = [file.parts for file in dist.files or ()]
        tops = {parts[0] if len(parts) > 1 else getmodulename(parts[0]) for parts in files}
        return {top for top in tops if top and "." not in top}
    return set()


@dataclass(frozen=True)
class Installed:
    """The distributions of this interpreter, and which of them provide a top-level module."""

    versions: dict[str, str]
    owners: Mapping[str, list[str]]

    @classmethod
    def find(cls) -> Installed:
        """What can be read; one whose version cannot is of version ``unknown``."""
        versions: dict[str, str] = {}
        owners: dict[str, list[str]] = {}
        for dist in metadata.distributions():
            if name := field(dist, "Name"):
                # The first of a name is the one that is imported.
                versions.setdefault(name, field(dist, "Version") or UNKNOWN)
                for module in modules_of(dist):
                    owners.setdefault(module, []).append(name)
        return cls(versions, owners)

    def packages(self, modules: set[str]) -> list[dict[str, Any]]:
        """Every distribution, and whether it provides one of these top-level ``modules``."""
        imported = {name for module in modules for name in self.owners.get(module, [])}
        return [
            {"name": name, "version": self.versions[name], "imported": name in imported}
            for name in sorted(self.versions, key=str.lower)
        ]
