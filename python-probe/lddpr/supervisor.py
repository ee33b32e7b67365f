"""Runs every scenario of a plan, and watches what it has started.

Imports neither torch nor Lightning.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from lddpr.assembly import assemble
from lddpr.cleaning import at_the_end, temporary_place
from lddpr.device import Counting, DeviceError, Gpus, decide, driver, most_gpus, must_ask
from lddpr.events import Events
from lddpr.installed import Installed
from lddpr.launch import LaunchError, free_port
from lddpr.parent import cannot_fork
from lddpr.parents import Parents
from lddpr.processes import kill, wait_until_gone
from lddpr.protocol import ParentError
from lddpr.repeats import Repeats
from lddpr.run import Run, RunError
from lddpr.schedule import Machine, Pace, next_run, pace, plan_runs, slowdown, starting_order
from lddpr.signals import heed
from lddpr.stall import StallWatch
from lddpr.variables import clean_environment

POLL_SECONDS = 0.005
TAIL_LINES = 20


@dataclass
class Suite:
    """Starts the runs of a plan, watches them and starts a stalled one once more.

    ``plan`` is what the plan file holds: ``suite``, ``framework``, ``accelerator``, ``jobs`` (warm
    runs at a time), ``timeout`` (seconds for everything) and ``lazy`` (runs that repeat others wait
    to be asked for). ``out`` is a directory.
    """

    plan: dict[str, Any]
    out: Path
    events: Events = field(default_factory=Events)
    runs: list[Run] = field(default_factory=list)
    active: dict[int, StallWatch] = field(default_factory=dict)
    coming: list[Run] = field(default_factory=list)  # as soon as a second parent is there
    ports: list[int] = field(default_factory=list)
    results: dict[str, dict[str, Any]] = field(default_factory=dict)
    way: str = "warm"  # how ranks start, or "cold"
    workers: str = "fork"  # how DataLoaders start theirs
    machine: Machine = field(default_factory=Machine.look)
    environment: Mapping[str, str] = field(default_factory=dict)  # of new processes
    stage: str = "starting"  # empty once runs are all there is to wait for
    pace: Pace = field(init=False)  # these three are known once execute() has begun
    installed: Installed = field(init=False)
    parents: Parents = field(init=False)

    def __post_init__(self) -> None:
        self.runs = plan_runs(self.plan["suite"]["scenarios"], self.out)
        self.repeats = Repeats.of(self.runs, self.out) if self.plan.get("lazy") else None
        held = self.repeats.held if self.repeats else []
        self.waiting = starting_order([run for run in self.runs if run not in held])
        self.deadline = monotonic() + self.plan["timeout"]

    def execute(self) -> list[dict[str, Any]]:
        """Run everything and return what ``Run.result`` gives, in the plan's order.

        Raises RunError, DeviceError or InterruptionError, after which nothing of any run is left.
        """
        place = temporary_place(self.out, Path(tempfile.gettempdir()), Path("/tmp"))
        with ExitStack() as cleaning:
            temporary = tempfile.mkdtemp(prefix="lddpr-", dir=place)
            # What a process that is killed leaves there, sockets of its workers, goes with it.
            at_the_end(cleaning, shutil.rmtree, temporary, True)
            few = self.repeats is not None
            self.parents = Parents(self.plan["framework"], self.out, temporary, few)
            at_the_end(cleaning, self._end_all)
            try:
                self._prepare(temporary, cleaning)
                while self.waiting or self.active or self.repeats or self.coming:
                    heed()
                    try:
                        self._step()
                    except ParentError as error:
                        if monotonic() > self.deadline:
                            raise
                        self._go_cold(str(error))
                    sleep(POLL_SECONDS)
            except (ParentError, LaunchError, DeviceError) as error:
                tail = self.parents.tail(TAIL_LINES)
                known = error if isinstance(error, DeviceError) else RunError(str(error), tail)
                raise (self._late(tail) if monotonic() > self.deadline else known) from None
        return self._results()

    def _results(self) -> list[dict[str, Any]]:
        return [self.results[run.name] for run in self.runs if run.name in self.results]

    def _late(self, detail: str = "") -> RunError:
        """The time of the suite is over: what it was about to do."""
        names = ", ".join(self.runs[each].name for each in self.active)
        doing = f"training {names}" if names else "waiting to hear what runs again"
        stage = self.stage or doing
        return RunError(f"not finished after {self.plan['timeout']} s: {stage}", detail, stage)

    def _prepare(self, temporary: str, cleaning: ExitStack) -> None:
        """Until every run may start. Those of Lightning's launcher do not wait for warm parents."""
        self.environment = clean_environment(os.environ) | {"TMPDIR": temporary}
        counting, cards = None, most_gpus(driver())
        if must_ask(self.plan["accelerator"], driver(), self._ranks(), cards):
            counting = Counting(self.environment, self.out)
            at_the_end(cleaning, counting.stop)
        else:  # before anything is started: there may be too few
            self._decide_device(None if cards is None else Gpus(cards, asked=False))
        why = cannot_fork()
        if why is None:
            self.stage = f"importing torch and {self.plan['framework']}"
            self.parents.start()
        if counting is None:
            launched = [run for run in self.waiting if run.launcher != "warm"]
            while run := self._next(launched):
                launched.remove(run)
                self._start(run)
        self.installed = Installed.find()  # meanwhile: it takes a tenth of a second
        if why is None:
            why = self._why_not_fork()
            self.workers = self.parents.start_method
        if counting is not None:
            self.stage = "counting GPUs"
            self._decide_device(counting.result(self.deadline - monotonic()))
        self.stage = ""
        if why is None:
            self._set_pace("warm" if self.workers == "fork" else "slow")
            self.events.say("ranks", start="warm", workers=self.workers, why="", times=1)
        else:
            self._go_cold(why)

    def _why_not_fork(self) -> str | None:
        """Why no rank can be a fork of the parents. Raises ParentError if no rank can start."""
        try:
            return self.parents.why_not_fork(self.deadline)
        except ParentError as error:
            if not self.parents.answers:
                raise
            return str(error)

    def _ranks(self) -> Mapping[str, int]:
        return {run.scenario_id: run.scenario.num_devices for run in self.runs}

    def _decide_device(self, gpus: Gpus | None) -> None:
        device = decide(self.plan["accelerator"], self._ranks(), gpus)
        self.plan["accelerator"] = device.accelerator
        self._set_pace("warm")
        self.events.say("device", accelerator=device.accelerator, gpus=device.gpus, why=device.why)

    def _set_pace(self, way: str) -> None:
        self.pace = pace(self.plan, self.runs, way, self.machine)

    def _go_cold(self, why: str) -> None:
        """From now on every rank is a new process; warm runs that are under way start again."""
        self.way = "cold"
        self._set_pace("cold")
        for index in [each for each in self.active if self.runs[each].launcher == "warm"]:
            run = self.runs[index]
            run.kill()
            del self.active[index]
            shutil.rmtree(run.directory)
            self.waiting.insert(0, run)
        self._end_parents()
        self._let_come()
        times = round(slowdown(self.runs), 1)
        self.events.say("ranks", start="cold", workers=self.workers, why=why, times=times)

    def _next(self, waiting: Sequence[Run]) -> Run | None:
        active = [self.runs[index] for index in self.active]
        return next_run(waiting, active, self.results, self.pace)

    def _step(self) -> None:
        """Start what may start, and look at what has started."""
        if run := self._next(self.waiting):
            self._start(run)
        for index in list(self.active):
            run = self.runs[index]
            if run.has_finished():
                run.kill()
                del self.active[index]
                result = self.results[run.name] = run.result()
                self.events.say("finished", run=run.name, seconds=result["seconds"])
            else:
                self._watch(index, run)
        if self.repeats:
            self._hear_of(self.repeats)
        if self.coming and self.parents.are_ready:
            if why := self._why_not_fork():
                self._go_cold(why)
            self._let_come()
        elif self.coming and monotonic() > self.deadline:
            raise self._late()

    def _hear_of(self, repeats: Repeats) -> None:
        """Hand over what was measured once, and start again what that turns out to need."""
        if question := repeats.due(self.results):
            repeats.ask(question, assemble(self.plan["suite"], self._results(), self.installed))
            self.events.say("measured")
        if again := repeats.answer():
            self._run_again(again)
        if repeats.is_over:
            self.repeats = None
            self.events.say("repeats", again=len(repeats.released), spared=len(repeats.held))
        elif monotonic() > self.deadline:
            raise self._late()

    def _run_again(self, again: Sequence[Run]) -> None:
        """From another parent, if ranks are forks."""
        self.coming += again
        if self.way == "cold":
            self._let_come()
        elif len(self.parents.started) == 1:
            self.stage = f"importing torch and {self.plan['framework']} for repeats"
            self.parents.start_one()

    def _let_come(self) -> None:
        self.waiting += self.coming
        self.coming, self.stage = [], ""

    def _start(self, run: Run) -> None:
        options = [f"--{name}={self.plan[name]}" for name in ("framework", "accelerator")]
        self.active[self.runs.index(run)] = StallWatch(self.pace.stall)
        if run in self.waiting:
            self.waiting.remove(run)
        self.ports.append(free_port(self.ports))
        parent = self.parents.of(run.number)
        run.start(self.way, parent, options, port=self.ports[-1], environment=self.environment)

    def _watch(self, index: int, run: Run) -> None:
        """Hold a run to its deadlines, and give one that has stalled a second chance."""
        now = monotonic()
        if now > self.deadline:
            raise self._late(run.tail())
        if self.pace.is_late(run, now):
            raise RunError(f"{run.name}: not finished after {self.pace.seconds:.0f} s", run.tail())
        if not self.active[index].is_stalled(run.ranks.groups()):
            return
        run.kill()
        if run.retries:
            raise RunError(
                f"{run.name}: stalled twice: its processes wait for each other", run.tail()
            )
        run.retries += 1
        self.events.say("retried", run=run.name, reason="stalled")
        shutil.rmtree(run.directory)
        self._start(run)

    def _end_all(self) -> None:
        groups = [group for run in self.runs for group in run.ranks.groups()]
        with ExitStack() as acts:  # from the last to the first
            at_the_end(acts, wait_until_gone, groups)
            at_the_end(acts, self._end_parents)
            at_the_end(acts, kill, groups)

    def _end_parents(self) -> None:
        with ExitStack() as acts:
            for parent in self.parents.started:
                at_the_end(acts, parent.stop)
