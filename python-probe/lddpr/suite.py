"""Runs every scenario of a plan and writes one record: ``python -m lddpr.suite PLAN.json OUT``.

Imports neither torch nor Lightning. Reports its progress as JSON lines on standard output; the
processes that it starts write to files. Standard output ends with a line ``error`` or ``done``.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from lddpr.assembly import assemble
from lddpr.cause import with_remedy
from lddpr.device import has_gpu
from lddpr.framework import FrameworkError, choose, version_of
from lddpr.installed import Installed
from lddpr.launch import ParentError, WarmParent, free_port
from lddpr.log import write_atomically
from lddpr.processes import kill, wait_until_gone
from lddpr.run import Run, RunError
from lddpr.schedule import job_count, next_run, plan_runs, starting_order
from lddpr.stall import StallWatch
from lddpr.variables import adopt_switches, let_warnings_pass, settings

FAILED = 2
POLL_SECONDS = 0.005
PARENTS = 2  # so that the repeats of a scenario differ in hash seed and memory layout
RUN_SECONDS = 180.0
SOCKET_NAME = 104  # the shortest limit of any system
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def say(event: str, **facts: Any) -> None:
    sys.stdout.buffer.write(json.dumps({"event": event, **facts}).encode() + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def hold_signals() -> Iterator[None]:
    """Signals that would otherwise interrupt wait until the end of the block."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def temporary_place(*candidates: Path) -> Path:
    """The first directory in which a name of a DataLoader's socket is not too long: a worker that
    cannot open one says so and hangs."""
    for place in candidates:
        socket = place.resolve() / "lddpr-12345678/pymp-12345678/listener-12345678"
        if len(os.fsencode(socket)) < SOCKET_NAME:
            return place.resolve()
    return candidates[-1]


@contextmanager
def temporary_directory(place: Path) -> Iterator[str]:
    """What a process that is killed leaves there, sockets of its workers for one, goes with it."""
    directory = tempfile.mkdtemp(prefix="lddpr-", dir=place)
    try:
        yield directory
    finally:  # tempfile's own would raise, and hide why, where the place can no longer be written
        shutil.rmtree(directory, ignore_errors=True)


@dataclass
class Suite:
    """Starts the runs of a plan, watches them and starts a stalled one once more.

    ``plan`` is what the plan file holds: ``suite``, ``framework``, ``accelerator``, ``jobs`` (warm
    runs at a time) and ``timeout`` (seconds for everything). ``out`` is a directory.
    """

    plan: dict[str, Any]
    out: Path
    runs: list[Run] = field(default_factory=list)
    parents: list[WarmParent] = field(default_factory=list)
    active: dict[int, StallWatch] = field(default_factory=dict)
    ports: list[int] = field(default_factory=list)
    installed: Installed = field(init=False)  # known once execute() has begun

    def __post_init__(self) -> None:
        self.runs = plan_runs(self.plan["suite"]["scenarios"], self.out)
        self.jobs = job_count(self.plan["jobs"], self.plan["accelerator"], has_gpu())
        self.deadline = monotonic() + self.plan["timeout"]

    def execute(self) -> list[dict[str, Any]]:
        """Run everything and return what ``Run.result`` gives, in the plan's order.

        Raises RunError, after which nothing of any run is left.
        """
        waiting = starting_order(self.runs)
        results: dict[str, dict[str, Any]] = {}
        place = temporary_place(self.out, Path(tempfile.gettempdir()), Path("/tmp"))
        with temporary_directory(place) as temporary, self._kill_all_at_the_end():
            self._start_parents(temporary)
            while waiting or self.active:
                active = [self.runs[index] for index in self.active]
                if run := next_run(waiting, active, results, self.jobs):
                    waiting.remove(run)
                    self._start(run)
                for index in list(self.active):
                    run = self.runs[index]
                    if run.has_finished():
                        run.kill()
                        del self.active[index]
                        results[run.name] = run.result()
                        say("finished", run=run.name, seconds=results[run.name]["seconds"])
                    else:
                        self._watch(index, run)
                sleep(POLL_SECONDS)
        return [results[run.name] for run in self.runs]

    def _start_parents(self, temporary: str) -> None:
        """All parents import at the same time; the memory that they share is then shared by all."""
        for number in range(PARENTS):
            output = self.out / f"parent{number}.txt"
            self.parents.append(WarmParent(self.plan["framework"], output, temporary, number))
        self.installed = Installed.find()  # meanwhile: it takes a tenth of a second
        for parent in self.parents:
            parent.ready(self.deadline - monotonic())
        one, *others = [parent.generators for parent in self.parents]
        # What an import has seeded is the same in all of them, as it would be in every rank.
        seeded = [name for name, state in one.items() if all(o[name] == state for o in others)]
        for parent in self.parents:
            parent.seeded = seeded

    def _start(self, run: Run) -> None:
        options = [f"--{name}={self.plan[name]}" for name in ("framework", "accelerator")]
        self.active[self.runs.index(run)] = StallWatch()
        self.ports.append(free_port(self.ports))
        with hold_signals():  # until every rank that was forked is known
            run.start(self.parents, options, self.ports[-1])

    def _watch(self, index: int, run: Run) -> None:
        """Hold a run to its deadlines, and give one that has stalled a second chance."""
        now = monotonic()
        if now > self.deadline:
            late = ", ".join(self.runs[each].name for each in self.active)
            raise RunError(f"not finished after {self.plan['timeout']} s: {late}")
        if now - run.started > RUN_SECONDS:
            raise RunError(f"{run.name}: not finished after {RUN_SECONDS:.0f} s")
        if not self.active[index].is_stalled(run.ranks.groups()):
            return
        run.kill()
        if run.retries:
            raise RunError(
                f"{run.name}: stalled twice: its processes wait for each other", run.tail()
            )
        run.retries += 1
        say("retried", run=run.name, reason="stalled")
        shutil.rmtree(run.directory)
        self._start(run)

    @contextmanager
    def _kill_all_at_the_end(self) -> Iterator[None]:
        """Whatever happens, no process of a run and no parent is left."""

        def stop(number: int, _: object) -> None:
            raise RunError(f"the probe was stopped by {signal.Signals(number).name}")

        for number in STOP_SIGNALS:
            signal.signal(number, stop)
        try:
            yield
        except ParentError as error:
            late = monotonic() > self.deadline
            message = (
                f"not finished after {self.plan['timeout']} s: {error}" if late else str(error)
            )
            raise RunError(message, self._parents_tail()) from None
        finally:
            for number in STOP_SIGNALS:
                signal.signal(number, signal.SIG_IGN)  # a second one must not stop the cleaning
            groups = [group for run in self.runs for group in run.ranks.groups()]
            kill(groups)
            for parent in self.parents:
                parent.stop()
            wait_until_gone(groups)

    def _parents_tail(self) -> str:
        texts = [p.output.read_text(encoding="utf-8", errors="replace") for p in self.parents]
        return "\n".join("\n".join(texts).splitlines()[-20:])


def main(arguments: Sequence[str]) -> int:
    adopt_switches()
    let_warnings_pass()
    plan_file, out = map(Path, arguments)
    plan = json.loads(plan_file.read_text(encoding="utf-8"))
    try:
        out.mkdir(parents=True)
        name = choose(plan["framework"])
        plan["framework"] = name
        say(
            "environment",
            python=platform.python_version(),
            executable=sys.executable,
            framework=f"{name} {version_of(name)}",
            torch=version_of("torch"),
            numpy=version_of("numpy"),
        )
        suite = Suite(plan, out)
        results = suite.execute()
        variables = settings(os.environ, Path(__file__).parents[1])
        record = assemble(plan["suite"], results, suite.installed, variables)
        write_atomically(out / "record.json", json.dumps(record))
    except (FrameworkError, RunError) as error:
        say("error", message=str(error), detail=getattr(error, "detail", ""))
        return FAILED
    except OSError as error:  # a full disk, a directory that is no longer ours, no more processes
        place = error.filename or out
        message = with_remedy(f"cannot use {place}: {error.strerror or error}", error)
        say("error", message=message, detail="")
        return FAILED
    say("done")
    return 0


if __name__ == "__main__":
    os._exit(
        main(sys.argv[1:])
    )  # a regular exit would wait for a person where PYTHONINSPECT is set
