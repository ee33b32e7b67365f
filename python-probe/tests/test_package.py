from __future__ import annotations

import re
from typing import Any

import tomllib

import lddpr
from harness import RECORDED, ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pins(requirements: list[Any]) -> dict[str, str]:
    """Name and version of what an interpreter of today gets."""
    texts = [each for each in requirements if isinstance(each, str) and "< '3.11'" not in each]
    return dict(text.partition(";")[0].split("==") for text in texts)


def test_version_is_that_of_the_package() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "lddpr.__version__"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", lddpr.__version__)


def test_no_dependency_of_its_own() -> None:
    assert PROJECT["project"]["dependencies"] == []


def test_runs_with_the_versions_whose_values_are_recorded() -> None:
    assert pins(PROJECT["dependency-groups"]["run"]) == RECORDED


def test_pip_and_uv_install_the_same() -> None:
    lines = (ROOT / "requirements-dev.txt").read_text("utf-8").splitlines()
    groups = PROJECT["dependency-groups"]
    expected = pins(groups["run"]) | pins(groups["dev"])
    assert pins([line for line in lines if not line.startswith("#")]) == expected
