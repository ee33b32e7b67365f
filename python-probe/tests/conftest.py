"""Real runs that several tests look at, each one started once."""

from __future__ import annotations

import pytest
from hypothesis import settings

from harness import Outcome, probes

# The same examples in every run, and no time limit: a busy machine is no failure.
settings.register_profile("lddpr", derandomize=True, deadline=None)
settings.load_profile("lddpr")


@pytest.fixture(scope="session")
def seeded_run(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The default scenario, logged."""
    return probes([tmp_path_factory.mktemp("seeded")], [[]], "log_dir")[0]


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """The default scenario twice, recorded."""
    directories = [tmp_path_factory.mktemp("recorded") for _ in range(2)]
    return probes(directories, [[], []], "record_dir")


@pytest.fixture(scope="session")
def unseeded_runs(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """Twice without a seed."""
    directories = [tmp_path_factory.mktemp("unseeded") for _ in range(2)]
    return probes(directories, [["--seed_everything=False"]] * 2, "log_dir")
