"""Whatever goes wrong, and whenever: one right sentence in time, and nothing that is left.

A row of the table is one thing that goes wrong. It does so at random moments of a suite's life,
the imports among them; LDDPR_MOMENTS says how often, LDDPR_SEED repeats what a failure has printed,
and LDDPR_FIGURES names a file that receives one line a case.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest
from interfering import (
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

NAME = "[a-z-]+, "
RUN = NAME + r"run \d: "
KILLED = RUN + r"rank \d was killed by SIGKILL"
PARENT = r"a warm parent (ended with status -9|is gone)"
DEADLINE = r"not finished after \d+(\.\d+)? s: ."
STALLED = RUN + "stalled twice: its processes wait for each other"

NOT_MISSED = "a process that has done its work is not missed"
RETRIED = "a run that stalls is started once more"
FOR_EVER = (10, 30)  # the first is for the deadline, the second lets a stall be seen twice
OVER = "every run that it could disturb was over"

Act = Callable[[Suite, Random, ExitStack], None]


def send(number: signal.Signals, part: str) -> Act:
    def act(suite: Suite, chance: Random, _: ExitStack) -> None:
        pid = suite.victim(part, chance)
        with suppress(ProcessLookupError):
            if pid:
                os.kill(pid, number)

    return act


def fill_the_disk(suite: Suite, _: Random, __: ExitStack) -> None:
    with (suite.directory / "filler").open("wb", buffering=0) as filler:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    filler.write(bytes(size))


def forbid_the_directory(suite: Suite, _: Random, stack: ExitStack) -> None:
    while not suite.over and not suite.out.exists():
        sleep(0.001)
    suite.out.chmod(0)
    stack.callback(suite.out.chmod, 0o755)


def take_the_ports(suite: Suite, _: Random, stack: ExitStack) -> None:
    for port in few_ports():
        attempt = stack.enter_context(socket.socket())
        with suppress(OSError):
            attempt.bind(("127.0.0.1", port))


def few_ports() -> range:
    """Ports of this test process alone, from the range that the probe takes its own from."""
    first = 20_000 + os.getpid() % 600 * 20
    return range(first, first + 20)


def let_it_happen(suite: Suite, _: Random, __: ExitStack) -> None:
    """It is in the suite's own code, which waits for this."""
    (suite.directory / "site/now").touch()


IN_RANK_1 = """
import os, random, time
now = os.path.join(os.path.dirname(__file__), "now")
inner = random.{function}
def outer(*arguments):
    if os.environ.get("LOCAL_RANK") == "1" and os.path.exists(now):
        {fault}
    return inner(*arguments)
random.{function} = outer
"""
RAISE = IN_RANK_1.format(function="random", fault="raise ValueError('a bad draw')")
SLEEP = IN_RANK_1.format(function="seed", fault="time.sleep(600)")
FORKED_AND_GONE = """
import os, signal, sys
if "lddpr.warm" in sys.orig_argv:
    parent, inner = os.getpid(), os.fork
    def fork():
        pid = inner()
        if pid and os.getpid() == parent and os.path.exists(
            os.path.join(os.path.dirname(__file__), "now")
        ):
            os.kill(parent, signal.SIGKILL)
        return pid
    os.fork = fork
"""
FEW_PORTS = """
import lddpr.launch
lddpr.launch.PORTS = PORTS_HERE
"""


@dataclass(frozen=True)
class Interference:
    name: str
    act: Act
    sentence: str  # what the message of the error matches, whole or from its start
    done: str = ""  # why a complete record is right too, if it is
    timeouts: tuple[float, ...] = (60,)  # the suite ends long before, but for what waits for ever
    site: str = ""
    disk: bool = False
    drop: bool = False  # run without root's right to read everything


TABLE = [
    Interference("kill-rank", send(signal.SIGKILL, "rank"), KILLED, NOT_MISSED),
    Interference("kill-launched-rank", send(signal.SIGKILL, "launched"), KILLED, NOT_MISSED),
    Interference(
        "kill-worker",
        send(signal.SIGKILL, "worker"),
        # In the instant before it becomes a rank, one that Lightning starts looks like a worker.
        f"{RUN}training failed on rank .*DataLoader worker .*|launcher, {KILLED[len(NAME) :]}",
        NOT_MISSED,
    ),
    Interference("kill-parent", send(signal.SIGKILL, "parent"), PARENT, NOT_MISSED),
    # A rank that nobody has been told of ends by itself.
    Interference("kill-parent-as-it-forks", let_it_happen, PARENT, OVER, site=FORKED_AND_GONE),
    Interference(
        "kill-any-child",
        send(signal.SIGKILL, "child"),
        f"{KILLED}|{PARENT}|{RUN}training failed on rank .*DataLoader worker",
        NOT_MISSED,
    ),
    Interference(
        "stop-rank", send(signal.SIGSTOP, "rank"), f"{DEADLINE}|{STALLED}", RETRIED, FOR_EVER
    ),
    Interference(
        "stop-launched-rank",
        send(signal.SIGSTOP, "launched"),
        f"{DEADLINE}|{STALLED}|{RUN}rank 1 does not end",
        RETRIED,
        FOR_EVER,
    ),
    Interference(
        "stop-worker", send(signal.SIGSTOP, "worker"), f"{DEADLINE}|{STALLED}", RETRIED, FOR_EVER
    ),
    Interference(
        "stop-parent",
        send(signal.SIGSTOP, "parent"),
        f"{DEADLINE}|a warm parent does not answer",
        NOT_MISSED,
        FOR_EVER[:1],
    ),
    Interference(
        "full-disk",
        fill_the_disk,
        f".*{os.strerror(errno.ENOSPC)}",
        OVER,
        disk=True,
    ),
    Interference(
        "unreadable-directory",
        forbid_the_directory,
        f".*{os.strerror(errno.EACCES)}",
        OVER,
        drop=True,
    ),
    Interference(
        "exhausted-ports",
        take_the_ports,
        # The second, if one was taken after it had been found to be free.
        rf"no port from \d+ to \d+ is free|{RUN}training failed on rank \d: DistNetworkError",
        OVER,
        site=FEW_PORTS,
    ),
    Interference(
        "exception-in-rank-1",
        let_it_happen,
        RUN + "training failed on rank 1: .*ValueError: a bad draw",
        OVER,
        site=RAISE,
    ),
    Interference(
        "no-rendezvous",
        let_it_happen,
        f"{DEADLINE}|{STALLED}",
        f"{RETRIED}; {OVER}",
        FOR_EVER,
        SLEEP,
    ),
]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Ending:
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
    row: Interference, number: int, undisturbed: Ending
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
        assert ending.channels == undisturbed.channels


@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_no_semaphore_is_left_however_workers_start(method: str) -> None:
    site = f"import multiprocessing\nmultiprocessing.set_start_method({method!r}, force=True)"
    with tempfile.TemporaryDirectory(prefix="lddpr-") as directory, ExitStack() as stack:
        before = shared_memory()
        suite = Suite(Path(directory), plan(entry("seeded", Scenario(), runs=2)), site)
        stack.callback(suite.end)
        assert suite.victim("rank", Random())
        seen: set[str] = set()
        while not seen or seen != shared_memory() - before:  # one that is made just now is nobody's
            assert not suite.over
            seen = shared_memory() - before
            sleep(0.3)
        os.kill(suite.process.pid, signal.SIGTERM)
        ending = suite.finish(60)
    assert ending.last["message"] == "the probe was stopped by SIGTERM"
    assert ending.left == {}


def await_moment(suite: Suite, chance: Random) -> None:
    """A random moment, however fast the machine is just now."""
    runs = sum(scenario["runs"] for scenario in SCENARIOS)
    after = chance.randrange(-runs // 2, runs)
    while after > 0 and suite.finished() < after and not suite.over:
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
