"""Runs the probe as a user would: in processes of its own, from a directory of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RECORDED = {"torch": "2.13.0", "lightning": "2.6.6", "numpy": "2.4.6"}
FOREIGN = ("PL_", "SLURM_", "LDDPR_", "LOCAL_RANK", "RANK", "WORLD_SIZE", "MASTER_")
SECONDS = 120


def installed_versions() -> dict[str, str]:
    """The versions that decide the numbers, without a build's suffix such as +cpu."""
    found = {dist.metadata["Name"]: dist.version for dist in metadata.distributions()}
    return {name: found.get(name, "absent").partition("+")[0] for name in RECORDED}


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str
    directory: Path
    pid: int

    def rank(self, number: int) -> dict[str, Any]:
        """What a rank wrote."""
        return dict(json.loads((self.directory / f"rank{number}.json").read_text("utf-8")))

    def log(self, number: int) -> dict[str, Any]:
        assert self.status == 0, self.err
        return self.rank(number)


def environment(*path: Path, **variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, "PYTHONPATH": os.pathsep.join(map(str, (*path, ROOT))), **variables}


def probe(
    directory: Path,
    *flags: str,
    into: str = "log_dir",
    env: Mapping[str, str] | None = None,
) -> Outcome:
    """Run ``lddpr.main`` in a session of its own, whose id is ``pid``."""
    output = directory / "output"
    command = [sys.executable, "-m", "lddpr.main", *flags, f"--{into}={output}"]
    process = subprocess.Popen(
        command,
        cwd=directory,
        env=env or environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    out, err = process.communicate(timeout=SECONDS)
    return Outcome(process.returncode, out, err, output, process.pid)


def probes(directories: Sequence[Path], flags: Sequence[Sequence[str]], into: str) -> list[Outcome]:
    """Several runs, two at a time: one leaves a core idle for most of its start."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        started = [
            pool.submit(probe, directory, *each, into=into)
            for directory, each in zip(directories, flags, strict=True)
        ]
        return [future.result() for future in started]


def members(session: int) -> list[str]:
    """The processes of a session that still run, by name."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = entry.read_text()
        except OSError:
            continue
        name, _, rest = stat.rpartition(")")
        state, _, _, owner, *_ = rest.split()
        if int(owner) == session and state != "Z":
            found.append(name)
    return found
