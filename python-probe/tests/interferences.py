"""What goes wrong while a suite runs, and the sentence that has to follow."""

from __future__ import annotations

import errno
import os
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from random import Random
from time import sleep

from disturbed_suite import Suite

from lddpr.signals import ENDING

NAME = "[a-z-]+, "
RUN = NAME + r"run \d: "
KILLED = RUN + r"rank \d was killed by SIGKILL"
PARENT = r"a warm parent (ended with status -9|is gone)"
DEADLINE = r"not finished after \d+(\.\d+)? s: ."
INTERRUPTED = "the probe was stopped by SIG(INT|TERM|HUP)"
STALLED = RUN + "stalled twice: its processes wait for each other"

NOT_MISSED = "a process that has done its work is not missed"
COLD = "ranks start cold when a parent cannot fork"
RETRIED = "a run that stalls is started once more"
COLD_SECONDS = (240,)  # such a suite takes a minute where two cores do something else, too
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


def interrupt(suite: Suite, chance: Random, _: ExitStack) -> None:
    while not suite.over and not suite.out.exists():  # before, it is an interpreter that starts
        sleep(0.001)
    with suppress(ProcessLookupError):
        os.kill(suite.process.pid, chance.choice(ENDING))


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
# Between two instructions of Popen.poll, where an exception would leave its lock locked.
INTERRUPTED_BESIDE_A_LOCK = """
import os, signal, subprocess, sys, threading
now = os.path.join(os.path.dirname(__file__), "now")

class Lock:
    def __init__(self):
        self.inner = threading.Lock()
    def acquire(self, *how):
        taken = self.inner.acquire(*how)
        if os.path.exists(now):
            os.remove(now)
            os.kill(os.getpid(), signal.SIGTERM)
        return taken
    def release(self):
        self.inner.release()
    def __enter__(self):
        self.acquire()
    def __exit__(self, *_):
        self.release()

class Popen(subprocess.Popen):
    def __init__(self, *words, **options):
        super().__init__(*words, **options)
        self._waitpid_lock = Lock()

if "lddpr.suite" in sys.orig_argv:
    subprocess.Popen = Popen
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
    Interference("kill-parent", send(signal.SIGKILL, "parent"), PARENT, COLD, COLD_SECONDS),
    # A rank that nobody has been told of ends by itself.
    Interference(
        "kill-parent-as-it-forks", let_it_happen, PARENT, COLD, COLD_SECONDS, FORKED_AND_GONE
    ),
    Interference(
        "kill-any-child",
        send(signal.SIGKILL, "child"),
        f"{KILLED}|{PARENT}|{RUN}training failed on rank .*DataLoader worker",
        f"{NOT_MISSED}; {COLD}",
        COLD_SECONDS,
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
        COLD,
        FOR_EVER[:1],
    ),
    Interference("interrupt", interrupt, INTERRUPTED, OVER),
    Interference(
        "interrupt-beside-a-lock", let_it_happen, INTERRUPTED, OVER, site=INTERRUPTED_BESIDE_A_LOCK
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
