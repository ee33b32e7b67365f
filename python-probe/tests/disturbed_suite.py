"""A suite that can be disturbed: who plays which part in it, and what it has left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

from harness import environment
from lddpr.processes import DEAD, PROC

MOMENTS = int(os.environ.get("LDDPR_MOMENTS", "2"))
START_SECONDS = 3.0  # a moment is within so many seconds of the start, of which most are imports
LATEST = 10.0  # seconds between the deadline and the end
MARK = "INTERFERENCE"  # a variable that every process of one suite inherits
SHARED_MEMORY = Path("/dev/shm")
OURS = re.compile(r"(torch|psm|sem)[_.]")  # what torch and multiprocessing put there
# What a suite writes, and what a test adds.
EXPECTED = re.compile(r"out|out/.*|filler|site/now")
SETTLE_SECONDS = 1.0  # for a killed process to vanish
LISTENING = "0A"  # a state in /proc/net/tcp
# Root reads what nobody may read, so it gives that right away first.
WITHOUT_ROOTS_RIGHTS = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
)


@dataclass(frozen=True)
class Part:
    """One process of a suite."""

    pid: int
    parent: int
    command: str


def processes(chosen: Callable[[Path, Sequence[str]], bool]) -> dict[int, Part]:
    """The living processes that are chosen by their directory in /proc and fields from their state
    on: state, parent, group, session."""
    found = {}
    for entry in PROC.glob("[0-9]*"):
        with suppress(OSError):
            stat = (entry / "stat").read_text()
            fields = stat[stat.rindex(")") + 2 :].split(maxsplit=4)
            if fields[0] in DEAD or not chosen(entry, fields):
                continue
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            found[int(entry.name)] = Part(int(entry.name), int(fields[1]), command)
    return found


def of_session(leader: int) -> dict[int, Part]:
    return processes(lambda _, fields: fields[3] == str(leader))


def find_marked(mark: str) -> dict[int, Part]:
    """The processes that have inherited this mark, whatever session they are in."""
    text = f"{MARK}={mark}\0".encode()
    return processes(lambda entry, _: text in (entry / "environ").read_bytes())


def cast(found: dict[int, Part], supervisor: int) -> dict[str, list[int]]:
    """Who plays which part. A fork has the command line of the process that it was forked from."""

    def children(of: Sequence[int], command: str) -> list[int]:
        return [p.pid for p in found.values() if p.parent in of and command in p.command]

    parents = children([supervisor], "lddpr.warm")
    ranks = children(parents, "lddpr.warm")
    first = children([supervisor], "lddpr.main")  # its workers have its command line, too
    others = {pid: has_rank(pid) for pid in children(first, "lddpr.main")}
    launched = first + [pid for pid, is_rank in others.items() if is_rank]
    workers = children(ranks, "lddpr.warm")
    workers += [pid for pid in children(launched, "lddpr.main") if pid not in launched]
    everybody = [pid for pid in found if pid != supervisor]
    return {
        "parent": parents,
        "rank": ranks,
        "launched": launched,
        "worker": workers,
        "child": everybody,
        "supervisor": [supervisor] if supervisor in found else [],
    }


def has_rank(pid: int) -> bool:
    """Whether Lightning's launcher has started it: /proc has what a process began with."""
    with suppress(OSError):
        return b"\0LOCAL_RANK=" in (PROC / str(pid) / "environ").read_bytes()
    return False


def sockets(pids: Sequence[int]) -> set[str]:
    """The inodes of the sockets that these processes hold."""
    found = set()
    for pid in pids:
        with suppress(OSError):
            for link in (PROC / str(pid) / "fd").iterdir():
                with suppress(OSError):
                    found.add(str(link.readlink()))
    return {name[8:-1] for name in found if name.startswith("socket:[")}


def listening() -> dict[str, str]:
    """Inode of every listening TCP socket of this machine -> its address and port."""
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in (PROC / "net" / table).read_text().splitlines()[1:]
    ]
    return {line[9]: line[1] for line in lines if line[3] == LISTENING}


def shared_memory() -> set[str]:
    names = SHARED_MEMORY.iterdir() if SHARED_MEMORY.is_dir() else ()
    return {path.name for path in names if OURS.match(path.name)}


def find_orphans(names: set[str]) -> set[str]:
    """Those of no living process: others use the same machine while a test runs."""
    owners = {name: name.split("_")[1] for name in names if name.startswith("torch_")}
    living = processes(lambda entry, _: entry.name in owners.values())
    return {name for name in names if int(owners.get(name, 0)) not in living}


def files(directory: Path) -> set[str]:
    return {str(path.relative_to(directory)) for path in directory.rglob("*")}


@dataclass(frozen=True)
class Ending:
    """How a suite ended, and ``seconds`` after its start."""

    status: int
    seconds: float
    events: list[dict[str, Any]]
    record: dict[str, Any] | None
    left: dict[str, Any]

    @property
    def last(self) -> dict[str, Any]:
        return self.events[-1] if self.events else {"event": "nothing"}

    @property
    def channels(self) -> list[Any]:
        assert self.record
        return [(run["scenario"], run["run"], run["channels"]) for run in self.record["runs"]]


@dataclass
class Suite:
    """A suite under way, in a session of its own, with its own directory for temporary files."""

    directory: Path
    plan: dict[str, Any]
    site: str = ""  # what every interpreter runs first
    prefix: Sequence[str] = ()
    mark: str = field(default_factory=lambda: uuid4().hex)

    def __post_init__(self) -> None:
        for name in ("site", "tmp"):
            (self.directory / name).mkdir()
        (self.directory / "site/sitecustomize.py").write_text(self.site)
        (self.directory / "plan.json").write_text(json.dumps(self.plan), encoding="utf-8")
        variables = {MARK: self.mark, "TMPDIR": str(self.directory / "tmp")}
        self._shared, self._files = shared_memory(), files(self.directory)
        self.started = monotonic()
        self._output = self.directory.with_suffix(".stdout").open("w+")  # not on a disk that fills
        self.process = subprocess.Popen(
            [*self.prefix, sys.executable, "-m", "lddpr.suite", "plan.json", "out"],
            cwd=self.directory,
            env=environment(self.directory / "site", PYTHONDONTWRITEBYTECODE="1", **variables),
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def out(self) -> Path:
        return self.directory / "out"

    @property
    def over(self) -> bool:
        return self.process.poll() is not None

    def count_finished(self) -> int:
        """How many runs have finished."""
        return Path(self._output.name).read_text("utf-8").count('{"event": "finished"')

    def victim(self, part: str, chance: Random) -> int | None:
        """Somebody who plays this part now or, if nobody does, who will first. None at the end."""
        while not self.over:
            if candidates := cast(of_session(self.process.pid), self.process.pid)[part]:
                return chance.choice(candidates)
            sleep(0.02)
        return None

    def finish(self, within: float) -> Ending:
        """Wait for the end, at most until ``within`` seconds after the start."""
        try:
            self.process.wait(max(0.0, self.started + within - monotonic()))
        except subprocess.TimeoutExpired:
            raise AssertionError(
                f"a hang: {cast(find_marked(self.mark), self.process.pid)}"
            ) from None
        seconds = monotonic() - self.started
        self._output.seek(0)
        lines = self._output.read().splitlines()
        events = [json.loads(line) for line in lines if line.startswith('{"event"')]
        record = None
        with suppress(OSError, ValueError):
            record = json.loads((self.out / "record.json").read_text("utf-8"))
        noise = [line for line in lines if line and not line.startswith('{"event"')]
        left = self._leftovers() | ({"noise": noise} if noise else {})
        return Ending(self.process.returncode, seconds, events, record, left)

    def _leftovers(self) -> dict[str, Any]:
        """What is there and should not be, by kind."""
        deadline = monotonic() + SETTLE_SECONDS
        while True:
            alive = find_marked(self.mark)
            owned = sockets(list(alive))
            stray = files(self.directory) - self._files
            left = {
                "processes": [part.command for part in alive.values()],
                "ports": [place for inode, place in listening().items() if inode in owned],
                "shared memory": sorted(find_orphans(shared_memory() - self._shared)),
                "files": sorted(name for name in stray if not EXPECTED.fullmatch(name)),
            }
            left = {kind: what for kind, what in left.items() if what}
            if not left or monotonic() > deadline:
                return left
            sleep(0.05)

    def end(self) -> None:
        """Nothing of it survives a test that fails."""
        for pid in find_marked(self.mark):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self._output.close()


@contextmanager
def small_disk(directory: Path) -> Iterator[Path]:
    """A file system of its own, as large as a suite needs and no larger."""
    directory.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", directory], check=True, timeout=10
    )
    try:
        yield directory
    finally:
        subprocess.run(["umount", "--lazy", directory], check=True, timeout=10)


def can_mount() -> bool:
    if os.geteuid() != 0:
        return False
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return tried.returncode == 0
