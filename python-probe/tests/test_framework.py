"""Fake distributions in an interpreter without site-packages: what is imported, what is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import packaging
import pytest

from harness import environment

ROOTS = {"lightning": "lightning/pytorch", "pytorch-lightning": "pytorch_lightning"}

ASK = """
import sys
from lddpr.framework import FrameworkError, load
try:
    found = load(sys.argv[1])
except FrameworkError as error:
    sys.exit(f"refused: {error}")
print(found.name, found.version, found.file)
"""


class Site:
    """A directory of installed packages."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        (directory / "packaging").symlink_to(Path(str(packaging.__file__)).parent)

    def install(self, name: str, version: str, code: str | None = None) -> None:
        info = self.directory / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        module = self.directory / ROOTS[name]
        module.mkdir(parents=True)
        text = f"__version__ = '{version}'" if code is None else code
        (module / "__init__.py").write_text(text)

    def ask(self, requested: str) -> tuple[int, str]:
        command = [sys.executable, "-S", "-c", ASK, requested]
        env = environment(self.directory)
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        return done.returncode, (done.stdout + done.stderr).strip()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.mark.parametrize("name", ROOTS)
@pytest.mark.parametrize("requested", ["auto", "itself"])
def test_the_only_one(site: Site, name: str, requested: str) -> None:
    site.install(name, "2.1.0")
    status, said = site.ask(name if requested == "itself" else requested)
    assert (status, said.split()[:2]) == (0, [name, "2.1.0"])
    assert said.endswith(f"{ROOTS[name]}/__init__.py")


@pytest.mark.parametrize(("requested", "taken"), [("auto", "lightning"), *((n, n) for n in ROOTS)])
def test_one_of_two(site: Site, requested: str, taken: str) -> None:
    for name in ROOTS:
        site.install(name, "2.1.0")
    assert site.ask(requested)[1].split()[0] == taken


@pytest.mark.parametrize(("asked", "there"), [list(ROOTS), list(ROOTS)[::-1]])
def test_the_other_one_is_no_substitute(site: Site, asked: str, there: str) -> None:
    site.install(there, "2.1.0")
    status, said = site.ask(asked)
    assert status == 1
    assert said == (
        f"refused: {asked} is not installed in {sys.executable}; "
        f"{there} 2.1.0 is, but is not what was asked for"
    )


@pytest.mark.parametrize("requested", ["auto", *ROOTS])
def test_none(site: Site, requested: str) -> None:
    status, said = site.ask(requested)
    assert status == 1
    assert said.startswith("refused: ")
    assert said.endswith(f"installed in {sys.executable}")


@pytest.mark.parametrize("code", ["import absent", "1 / 0", "raise OSError('libx.so: no file')"])
def test_a_failing_import_is_not_replaced_by_the_other(site: Site, code: str) -> None:
    site.install("lightning", "2.1.0", code)
    site.install("pytorch-lightning", "2.1.0")
    status, said = site.ask("auto")
    assert status == 1
    assert said.startswith("refused: lightning 2.1.0 is installed but cannot be imported: ")


def test_a_known_missing_module_has_a_hint(site: Site) -> None:
    site.install("lightning", "2.3.3", "import pkg_resources")
    assert site.ask("auto")[1].endswith("(releases before 2.4 need setuptools<81)")


@pytest.mark.parametrize("code", ["__version__ = '2.0.0'", "", "__version__ = 'unknown'"])
def test_a_module_that_is_not_what_metadata_says(site: Site, code: str) -> None:
    site.install("lightning", "2.1.0", code)
    status, said = site.ask("auto")
    assert status == 1
    assert said.startswith("refused: lightning is 2.1.0 by its metadata, but ")


def test_spelling_of_a_version_does_not_count(site: Site) -> None:
    site.install("lightning", "2.7.0.dev0", "__version__ = '2.7.0dev'")
    assert site.ask("auto")[0] == 0
