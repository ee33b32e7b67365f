"""A suite on GPUs that are not there: each process believes in them, and trains on the CPU."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from harness import environment, members
from lddpr.scenario import Scenario
from suites import SuiteOutcome, entry, plan, suite

pytestmark = pytest.mark.slow

# `{gpus}` GPUs, in every process; `{log}` gets a line when a rank starts and when it ends.
FALSE_CUDA = """
import importlib.machinery, os, sys, time

def note(what):
    with open({log!r}, "a") as file:
        file.write(f"{{time.monotonic()}} {{what}} {{os.getpid()}}" + chr(10))

def of_torch(torch):
    torch.cuda.device_count = lambda: {gpus}
    if "lddpr.device" in sys.orig_argv:
        note("count")
        torch._C._cuda_getDeviceCount = lambda: {gpus}
        torch.zeros = lambda *shape, device: None
        torch.cuda.get_device_name = lambda number: "H100"

def of_trainer(module):
    start = module.Trainer.__init__
    def __init__(self, *rest, **more):
        note("begin " + more["accelerator"])
        leave = os._exit
        def _exit(status):
            note("end")
            leave(status)
        os._exit = _exit
        start(self, *rest, **{{**more, "accelerator": "cpu"}})
    module.Trainer.__init__ = __init__

def of_device(module):
    module.DRIVERS = (module.Path("/dev/null"),)

ROWS = {{
    "torch": of_torch,
    "lightning.pytorch.trainer.trainer": of_trainer,
    "lddpr.device": of_device,
}}

class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path) if name in ROWS else None
        if spec is not None:
            run = spec.loader.exec_module
            spec.loader.exec_module = lambda module: (run(module), ROWS[name](module))
        return spec

sys.meta_path.insert(0, Finder)
"""
SMALL = Scenario(max_epochs=1, num_workers=0)


def on_false_gpus(
    directory: Path, gpus: int, *scenarios: dict[str, Any], accelerator: str = "auto"
) -> tuple[SuiteOutcome, list[list[str]]]:
    """The outcome, and the lines of the log in their order."""
    log = directory / "log"
    site = directory / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(FALSE_CUDA.format(gpus=gpus, log=str(log)))
    what = {**plan(*scenarios), "accelerator": accelerator, "jobs": 4}
    outcome = suite(directory, what, environment(site))
    lines = [line.split() for line in log.read_text().splitlines()] if log.exists() else []
    return outcome, sorted(lines, key=lambda line: float(line[0]))


def devices(outcome: SuiteOutcome) -> list[tuple[Any, ...]]:
    return [
        (event["accelerator"], event["gpus"], event["why"])
        for event in outcome.events
        if event["event"] == "device"
    ]


def test_runs_follow_each_other_on_the_gpus_that_were_counted_once(tmp_path: Path) -> None:
    outcome, lines = on_false_gpus(
        tmp_path,
        2,
        entry("seeded", SMALL, runs=2),
        entry("launcher", SMALL, launcher="lightning"),
        entry("other", Scenario(max_epochs=1, num_workers=0, seed=43)),
    )
    assert outcome.status == 0, outcome.last
    assert devices(outcome) == [("gpu", 2, "there is a GPU for each of 2 ranks")]
    (count, *begins) = [line for line in lines if line[1] in ("count", "begin")]
    assert count[1] == "count"
    assert [line[2] for line in begins] == ["gpu"] * 8
    under_way, most = 0, 0
    for line in lines[1:]:
        under_way += 1 if line[1] == "begin" else -1
        most = max(most, under_way)
    assert (under_way, most) == (0, 2)  # the ranks of one run
    first = next(n for n, event in enumerate(outcome.events) if event["event"] == "finished")
    assert all(event["event"] != "device" for event in outcome.events[first:])


def test_a_run_begins_when_all_ranks_of_the_one_before_have_ended(tmp_path: Path) -> None:
    one = Scenario(max_epochs=1, num_workers=0, num_devices=1)
    outcome, lines = on_false_gpus(tmp_path, 1, entry("seeded", one, runs=3))
    assert outcome.status == 0, outcome.last
    assert devices(outcome) == [("gpu", 1, "there is a GPU for its one rank")]
    assert [line[1] for line in lines] == ["count", *["begin", "end"] * 3]
    assert len({line[-1] for line in lines[1:]}) == 3
    assert all(float(one[0]) <= float(other[0]) for one, other in pairwise(lines))


def test_scenarios_that_do_not_fit_are_refused_before_any_rank_begins(tmp_path: Path) -> None:
    outcome, lines = on_false_gpus(
        tmp_path, 2, entry("seeded", SMALL), entry("more-ranks", Scenario(num_devices=4))
    )
    assert outcome.status == 2
    assert outcome.last["message"].startswith(
        "torch can use 2 GPUs, which is too few for more-ranks (4 ranks): every rank needs one"
    )
    assert [line[1] for line in lines] == ["count"]
    assert [event["event"] for event in outcome.events] == ["environment", "error"]
    assert outcome.record is None
    assert members(outcome.pid) == []


@pytest.mark.parametrize(
    ("gpus", "accelerator", "why"),
    [
        (1, "auto", ("cpu", 1, "torch can use 1 GPU, too few for 2 ranks")),
        (2, "cpu", ("cpu", None, "as asked for")),
    ],
)
def test_where_the_cpu_is_taken_every_rank_has_it(
    gpus: int, accelerator: str, why: tuple[Any, ...], tmp_path: Path
) -> None:
    outcome, lines = on_false_gpus(tmp_path, gpus, entry("seeded", SMALL), accelerator=accelerator)
    assert outcome.record, outcome.last
    assert outcome.record["environment"]["accelerator"] == "cpu"
    assert devices(outcome) == [why]
    assert [line[2] for line in lines if line[1] == "begin"] == ["cpu", "cpu"]
