"""The soak is run by hand, and must start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SOAK = Path(__file__).parents[2] / "scripts" / "soak.py"


def test_a_short_soak_leaves_nothing() -> None:
    run = subprocess.run(
        [sys.executable, str(SOAK), "--runs", "2"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "runs  2" in run.stdout
