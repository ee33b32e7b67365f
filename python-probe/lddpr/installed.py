"""What is installed in this interpreter, asked without importing any of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Any


@dataclass(frozen=True)
class Installed:
    """The distributions of this interpreter, and which of them provide a top-level module."""

    versions: dict[str, str]
    owners: Mapping[str, list[str]]

    @classmethod
    def find(cls) -> Installed:
        versions: dict[str, str] = {}
        for dist in metadata.distributions():
            if dist.metadata["Name"]:
                versions.setdefault(dist.metadata["Name"], dist.version)  # the first is imported
        return cls(versions, metadata.packages_distributions())

    def packages(self, modules: set[str]) -> list[dict[str, Any]]:
        """Every distribution, and whether it provides one of these top-level ``modules``."""
        imported = {name for module in modules for name in self.owners.get(module, [])}
        return [
            {"name": name, "version": self.versions[name], "imported": name in imported}
            for name in sorted(self.versions, key=str.lower)
        ]
