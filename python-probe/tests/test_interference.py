"""Whatever goes wrong, and whenever: one right sentence in time, and nothing that is left.

A row of the table is one thing that goes wrong. It does so at random moments of a suite's life,
the imports among them; LDDPR_MOMENTS says how often, LDDPR_SEED repeats what a failure has printed,
and LDDPR_FIGURES names a file that receives one line a case.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest
from disturbed_suite import (
    LATEST,
    MOMENTS,
    START_SECONDS,
    WITHOUT_ROOTS_RIGHTS,
    Ending,
    Suite,
    can_mount,
    shared_memory,
    small_disk,
)
from interferences import TABLE, Interference, few_ports

from lddpr.scenario import Scenario
from suites import entry, plan

pytestmark = pytest.mark.interference

LATER_SECONDS = 0.5  # or within so many of the end of some run
# Runs of every kind, for some seconds.
SCENARIOS = (
    entry("launcher", Scenario(max_epochs=10, persistent_workers=True), launcher="lightning"),
    entry("seeded", Scenario(), runs=3),
    entry("persistent", Scenario(max_epochs=10, persistent_workers=True), runs=3),
    entry("three-ranks", Scenario(num_devices=3, num_workers=1)),
    entry("no-workers", Scenario(num_workers=0)),
)


@pytest.fixture(scope="module")
def undisturbed_ending(tmp_path_factory: pytest.TempPathFactory) -> Ending:
    suite = Suite(tmp_path_factory.mktemp("undisturbed"), plan(*SCENARIOS))
    try:
        ending = suite.finish(60)
    finally:
        suite.end()
    assert ending.last == {"event": "done"}
    assert ending.left == {}
    return ending


@contextmanager
def place(row: Interference) -> Iterator[Path]:
    """A directory with a short name, in which a suite's own temporary files have their place."""
    with tempfile.TemporaryDirectory(prefix="lddpr-") as parent:
        directory = Path(parent) / "suite"
        if row.disk:
            with small_disk(directory):
                yield directory
        else:
            directory.mkdir()
            yield directory


@pytest.mark.parametrize("number", range(MOMENTS))
@pytest.mark.parametrize("row", TABLE, ids=[row.name for row in TABLE])
def test_one_sentence_in_time_and_nothing_left(
    row: Interference, number: int, undisturbed_ending: Ending
) -> None:
    if row.disk and not can_mount():
        pytest.skip("only root can mount a small disk")
    seed = os.environ.get("LDDPR_SEED") or str(secrets.randbelow(10**6))
    chance = Random(f"{seed} {row.name} {number}")
    timeout = chance.choice(row.timeouts)
    with place(row) as directory, ExitStack() as stack:
        site = row.site.replace("PORTS_HERE", repr(few_ports()))
        prefix = WITHOUT_ROOTS_RIGHTS if row.drop else ()
        suite = Suite(directory, plan(*SCENARIOS, timeout=timeout), site, prefix)
        stack.callback(suite.end)
        await_moment(suite, chance)
        missed = suite.over
        row.act(suite, chance, stack)
        acted = monotonic() - suite.started
        ending = suite.finish(timeout + LATEST)
        stack.close()  # the directory can be read again
    note(row, seed, number, missed, acted, timeout, ending)
    assert ending.left == {}
    if ending.last["event"] == "done":
        assert row.done or missed, "a complete record in spite of it"
        assert ending.status == 0
    else:
        assert ending.status == 2
        assert ending.record is None
        assert ending.last["event"] == "error"
        assert re.match(row.sentence, ending.last["message"])
    if ending.record:
        assert ending.channels == undisturbed_ending.channels


@pytest.mark.parametrize("attempt", range(10))
@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_no_semaphore_is_left_however_workers_start(method: str, attempt: int) -> None:
    site = f"import multiprocessing\nmultiprocessing.set_start_method({method!r}, force=True)"
    endless = entry("seeded", Scenario(max_epochs=1000), runs=2)
    with tempfile.TemporaryDirectory(prefix="lddpr-") as directory, ExitStack() as stack:
        before = shared_memory()
        suite = Suite(Path(directory), plan(endless), site)
        stack.callback(suite.end)
        while not shared_memory() - before:
            assert not suite.over
            sleep(0.02)
        sleep(Random(attempt).random())
        os.kill(suite.process.pid, signal.SIGTERM)
        ending = suite.finish(60)
    assert ending.last["message"] == "the probe was stopped by SIGTERM"
    assert ending.left == {}


def await_moment(suite: Suite, chance: Random) -> None:
    """A random moment, however fast the machine is just now."""
    runs = sum(scenario["runs"] for scenario in SCENARIOS)
    after = chance.randrange(-runs // 2, runs)
    while after > 0 and suite.count_finished() < after and not suite.over:
        sleep(0.005)
    sleep(chance.uniform(0, LATER_SECONDS if after > 0 else START_SECONDS))


def note(
    row: Interference,
    seed: str,
    number: int,
    missed: bool,
    acted: float,
    timeout: float,
    ending: Ending,
) -> None:
    line = {
        "row": row.name,
        "seed": seed,
        "number": number,
        "acted": round(acted, 2),
        "missed": missed,
        "after": round(ending.seconds - acted, 2),
        "late": round(ending.seconds - timeout, 2),
        "retried": sum(event["event"] == "retried" for event in ending.events),
        "left": ending.left,
        "end": ending.last,
    }
    print(json.dumps(line))
    if file := os.environ.get("LDDPR_FIGURES"):
        with Path(file).open("a", encoding="utf-8") as figures:
            figures.write(json.dumps(line) + "\n")
