"""Distributions, and those that are broken among them."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from lddpr.installed import Installed

# name of the directory -> its METADATA, None for none
BROKEN = {
    "versionless-1.0.dist-info": "Name: versionless\n",
    "nameless-1.0.dist-info": "Version: 1.0\n",
    "empty-1.0.dist-info": "",
    "absent-1.0.dist-info": None,
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(tmp_path))
    for name, text in BROKEN.items():
        (tmp_path / name).mkdir()
        if text is not None:
            (tmp_path / name / "METADATA").write_text(text)
            (tmp_path / name / "RECORD").write_text("versionless.py,,\n")
    (tmp_path / "versionless.py").touch()
    binary = tmp_path / "binary-1.0.dist-info"
    binary.mkdir()
    (binary / "METADATA").write_bytes(bytes(range(128, 256)))
    (binary / "RECORD").write_bytes(bytes(range(128, 256)))
    return tmp_path


def test_a_broken_distribution_does_not_hide_the_others(place: Path) -> None:
    installed = Installed.find()
    assert installed.versions["versionless"] == "unknown"
    assert installed.versions["pytest"] == metadata.version("pytest")
    assert not {"nameless", "empty", "absent", "binary"} & set(installed.versions)
    packages = {package["name"]: package for package in installed.packages({"versionless"})}
    assert packages["versionless"] == {
        "name": "versionless",
        "version": "unknown",
        "imported": True,
    }


def test_the_owners_are_those_that_python_knows() -> None:
    known = metadata.packages_distributions()
    owners = Installed.find().owners
    for module in ("torch", "numpy", "lightning", "packaging", "yaml"):
        assert sorted(owners[module]) == sorted(known[module])
