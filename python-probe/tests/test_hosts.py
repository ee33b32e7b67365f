"""More ranks than cores, and more hosts than one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hosts import ADDRESSES, Host, two_hosts, unavailable

from harness import SECONDS, environment, probe
from lddpr.scenario import Scenario
from suites import entry, plan, suite

pytestmark = pytest.mark.interference

EIGHT = Scenario(num_devices=8, num_workers=1, max_epochs=2, dataset_size=64)
PORT = "29400"
JOB = "4711"


def test_eight_ranks_whatever_the_cores(tmp_path: Path) -> None:
    outcome = suite(tmp_path, plan(entry("eight", EIGHT)))
    assert outcome.record, outcome.last
    (run,) = outcome.record["runs"]
    assert [facts["drawn"] for facts in run["partition"]] == [64, 64]
    assert [facts["distinct"] for facts in run["partition"]] == [64, 64]
    for rank in range(8):
        for channel in ("order", "worker0/torch", "main/torch", "weights.end"):
            assert run["channels"][f"rank{rank}/{channel}"], (rank, channel)


@dataclass(frozen=True)
class Process:
    """What a launcher starts on one host: the command before ``-m lddpr.main``, and variables."""

    host: int
    command: Sequence[str]
    variables: Mapping[str, str]


def torchrun(nodes: int, ranks: int) -> list[Process]:
    """One torchrun a node starts the ranks of that node."""
    flags = (f"--nnodes={nodes}", f"--nproc-per-node={ranks}", f"--master-addr={ADDRESSES[0]}")
    run = (sys.executable, "-m", "torch.distributed.run", *flags, f"--master-port={PORT}")
    return [Process(node, (*run, f"--node-rank={node}"), {}) for node in range(nodes)]


def srun(nodes: int, ranks: int) -> list[Process]:
    """What srun starts and sets; there is no SLURM here."""
    return [
        Process(
            node,
            (sys.executable,),
            {
                "SLURM_JOB_ID": JOB,
                "SLURM_JOB_NAME": "probe",
                "SLURM_NNODES": str(nodes),
                "SLURM_NODELIST": ",".join(ADDRESSES),
                "SLURM_NTASKS": str(nodes * ranks),
                "SLURM_NTASKS_PER_NODE": str(ranks),
                "SLURM_PROCID": str(node * ranks + local),
                "SLURM_LOCALID": str(local),
                "SLURM_NODEID": str(node),
            },
        )
        for node in range(nodes)
        for local in range(ranks)
    ]


def run_on(hosts: Sequence[Host], processes: Sequence[Process], flags: Sequence[str]) -> None:
    """Run all of them to their end, which must be a good one."""
    started = [
        hosts[each.host].start(
            [*each.command, "-m", "lddpr.main", *flags, f"--log_dir=node{each.host}"],
            environment(**each.variables),
            Path.cwd() / f"output{number}.txt",
        )
        for number, each in enumerate(processes)
    ]
    try:
        statuses = [process.wait(SECONDS) for process in started]
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    printed = "\n".join(Path(f"output{i}.txt").read_text() for i, _ in enumerate(processes))
    assert statuses == [0] * len(processes), printed


def log(directory: Path, rank: int) -> Any:
    return json.loads((directory / f"rank{rank}.json").read_text("utf-8"))


@pytest.mark.skipif(bool(unavailable()), reason=str(unavailable()))
@pytest.mark.parametrize("ranks", [1, 2])
@pytest.mark.parametrize("launcher", [torchrun, srun])
def test_two_hosts_measure_what_one_does(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    launcher: Callable[[int, int], list[Process]],
    ranks: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    world = Scenario(num_devices=2 * ranks)
    flags = replace(world, num_devices=ranks).flags()
    with two_hosts() as hosts:
        run_on(hosts, launcher(2, ranks), [*flags, "--num_nodes=2"])
    one = probe(tmp_path, *world.flags())
    for rank in range(2 * ranks):
        node = tmp_path / f"node{rank // ranks}"
        assert log(node, rank) == one.log(rank), rank


def test_the_hosts_share_nothing_but_their_cable() -> None:
    if reason := unavailable():
        pytest.skip(reason)
    with two_hosts() as (first, second):
        for host, other, answers in ((first, second, True), (second, first, True)):
            there = ["ip", "netns", "exec", host.name, "ip", "route", "get", other.address]
            done = subprocess.run(there, capture_output=True, text=True, check=False)
            assert (host.interface in done.stdout) is answers
