"""What becomes of a child that a warm parent has forked, in a process of its own without torch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from harness import environment

BECOME = """
import json, os, sys
from lddpr import main, warm
def tell(flags, framework):
    print(json.dumps({
        "leads its group": os.getpgrp() == os.getpid(),
        "main": sys.modules["__main__"] is main,
        "argv": sys.argv[1:],
        "rank": os.environ["LOCAL_RANK"],
        "input": sys.stdin.read(),
        "flags": flags,
    }))
main.main, warm.reseed = tell, lambda *_: None
warm.become_rank(json.loads(sys.argv[1]), None, None)
"""


@pytest.fixture
def rank(tmp_path: Path) -> dict[str, Any]:
    """What a rank finds when it begins."""
    output = tmp_path / "output.txt"
    output.write_text("earlier\n")
    request = {
        "flags": ["--seed=7"],
        "environment": {"LOCAL_RANK": "1"},
        "output": str(output),
        "seeded": [],
    }
    command = [sys.executable, "-c", BECOME, json.dumps(request)]
    # In our process group, as a child is in that of its parent.
    subprocess.run(command, env=environment(), input=b"requests of its peers", check=True)
    earlier, found = output.read_text().splitlines()
    assert earlier == "earlier"
    return dict(json.loads(found))


def test_it_leads_a_group_of_its_own_even_if_its_parent_is_killed(rank: dict[str, Any]) -> None:
    assert rank["leads its group"]


def test_it_is_what_a_user_starts(rank: dict[str, Any]) -> None:
    assert rank["main"]
    assert rank["argv"] == rank["flags"] == ["--seed=7"]
    assert (rank["rank"], rank["input"]) == ("1", "")
