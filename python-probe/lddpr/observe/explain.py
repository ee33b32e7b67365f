"""Names the lines of a team's own code that ask for what no seed decides.

A profile function sees calls, of Python and of C, and looks only at the frames above them. It draws
nothing and reads no clock. It is blind to what is no call: iteration over a set, races of threads,
kernels of a GPU, the order in which files were written, ``open("/dev/urandom")``; and to code in
Cython and C that asks by itself. Python 3.12 and later also show threads that run already.
"""

from __future__ import annotations

import ast
import linecache
import os
import random
import sys
import threading
from collections import Counter
from functools import cache
from typing import Any, NamedTuple

from lddpr.observe import sources
from lddpr.observe.own import is_users

MOST = 100  # lines
UNSEEDED = "unseeded generator"
# Constructors of NumPy: Cython, so they have no frame, but they ask Python's secrets for bits.
OF_NUMPY = frozenset(
    {"default_rng", "RandomState", "SeedSequence", "PCG64", "PCG64DXSM", "MT19937", "Philox"}
    | {"SFC64", "seed"}
)
CWD = os.getcwd()  # noqa: PTH109 - as the training was started


class Line(NamedTuple):
    """A call that asks: what for, by which function of the line, and where the line is."""

    what: str
    callee: str
    file: str
    number: int
    function: str


class Look:
    """Looks at the calls of what runs inside, in this thread and in those that it starts.

    Afterwards ``found`` has ``what``, ``where`` and ``times`` of each line, frequent ones first.
    ``blind`` says why nothing was looked at, which is where a profiler runs already.
    """

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []
        self.blind: str | None = None
        self.lines: Counter[Line] = Counter()
        self.looking = False

    def __enter__(self) -> Look:  # noqa: PYI034 - typing has no Self before 3.11
        if sys.getprofile() is not None:
            self.blind = "a profiler is running"
            return self
        self.looking = True
        self.in_threads = getattr(threading, "_profile_hook", None)
        threading.setprofile(self.profile)
        everywhere = getattr(threading, "setprofile_all_threads", None)
        if everywhere:
            everywhere(self.profile)
        sys.setprofile(self.profile)
        return self

    def __exit__(self, *_: object) -> None:
        if not self.looking:
            return
        sys.setprofile(None)
        self.looking = False
        everywhere = getattr(threading, "setprofile_all_threads", None)
        if everywhere:
            everywhere(None)
        threading.setprofile(self.in_threads)
        counted: Counter[tuple[str, str]] = Counter()
        for line, times in self.lines.items():
            what = described(line)
            if what:
                counted[what, where(line)] += times
        self.found = [
            {"what": what, "where": place, "times": times}
            for (what, place), times in counted.most_common(MOST)
        ]

    def profile(self, frame: Any, event: str, arg: Any) -> None:
        """Must not fail: what it raises would be raised in the training."""
        if not self.looking:
            sys.setprofile(None)  # a thread that goes on
            return
        try:
            asked = None
            if event == "c_call":
                asked = sources.asked(arg)
            elif event == "call":
                asked = seeding(frame)
                frame = frame.f_back
            if asked:
                line = users_line(*asked, frame)
                if line and (line in self.lines or len(self.lines) < 10 * MOST):
                    self.lines[line] += 1
        except Exception:  # noqa: BLE001
            return


def seeding(frame: Any) -> tuple[str, str] | None:
    """Whether a call of Python's ``seed`` takes entropy, or torch's, which always does."""
    if frame.f_code is random.Random.seed.__code__:
        return (UNSEEDED, "random.seed") if frame.f_locals.get("a") is None else None
    torch = sys.modules.get("torch")
    seed = getattr(getattr(torch, "random", None), "seed", None)
    return (sources.ENTROPY, "torch.seed") if frame.f_code is getattr(seed, "__code__", 0) else None


def users_line(what: str, name: str, frame: Any) -> Line | None:
    """The nearest line of the user's above a call; else that of an installed package which a
    framework calls. None where the call is a framework's or a logger's own business."""
    installed = None
    while frame is not None:
        file, function = frame.f_code.co_filename, frame.f_code.co_name
        package = sources.package_of(file)
        if file.startswith("<frozen importlib") or package in sources.OWN_AFFAIRS:
            return None
        if is_users(file) or (file == "<string>" and function == "<module>"):
            return Line(what, name, file, frame.f_lineno, function)
        if package in sources.FRAMEWORKS:
            if not file.endswith(sources.BETWEEN):
                return installed if file.endswith(sources.CALLERS) else None
        elif "-packages/" in file:
            installed = Line(what, name, file, frame.f_lineno, function)
        elif package and not installed:  # Python's own library
            name = f"{package}.{function}".replace("random.__init__", "random.Random")
        frame = frame.f_back
    return None


def described(line: Line) -> str | None:
    """``clock (time.time_ns)``; None for what the source of the line shows to be harmless."""
    calls = calls_on(line.file, line.number)
    if line.what == sources.DIRECTORY and "sorted" in calls:
        return None
    fixed = not sys.flags.hash_randomization
    if line.what == sources.HASH and (fixed or line.function == "__hash__"):
        return None
    if line.callee == "random.getrandbits":
        of_numpy = OF_NUMPY & calls.keys()
        for name in sorted(of_numpy):
            # A seeded RandomState asks for bits, too, and throws them away.
            return None if name == "RandomState" and calls[name] else f"{UNSEEDED} (numpy {name})"
    return f"{line.what} ({line.callee})"


@cache
def parsed(file: str) -> Any:
    try:
        return ast.parse("".join(linecache.getlines(file)))
    except (SyntaxError, ValueError):
        return ast.parse("")


def calls_on(file: str, number: int) -> dict[str, bool]:
    """Name of each function that a line calls, with whether it gives it an argument but None."""
    found: dict[str, bool] = {}
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Call) and node.lineno <= number <= (node.end_lineno or 0):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [*node.args, *(each.value for each in node.keywords)]
            empty = all(isinstance(each, ast.Constant) and each.value is None for each in given)
            found[name] = found.get(name, False) or not empty
    return found


def where(line: Line) -> str:
    """``train.py:25 in __getitem__``, relative to the directory where the training was started."""
    file = line.file
    for directory in ("/site-packages/", "/dist-packages/"):
        file = file.rpartition(directory)[2]
    if file == line.file and not file.startswith("<"):
        file = os.path.relpath(file, CWD)
    return f"{file}:{line.number} in {line.function}"
