"""Lines that ask for what no seed decides are named; nothing is drawn, and nothing else is said."""

from __future__ import annotations

import cProfile
import datetime
import gc
import glob
import importlib.util
import logging
import os
import random
import secrets
import sys
import threading
import time
import types
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader, Dataset

from lddpr.observe import sources
from lddpr.observe.explain import Look
from lddpr.observe.states import states

# ruff: noqa: PTH208, PTH207 - what a user might write


def generated() -> Iterator[float]:
    yield time.perf_counter()


class Derived(datetime.datetime):
    pass


FOUND: dict[str, tuple[Callable[[], Any], str]] = {
    "time": (lambda: time.time(), "clock (time.time)"),
    "nanoseconds": (lambda: time.time_ns(), "clock (time.time_ns)"),
    "counter": (lambda: time.perf_counter(), "clock (time.perf_counter)"),
    "now": (lambda: datetime.datetime.now(), "clock (datetime.now)"),
    "derived": (lambda: Derived.now(), "clock (datetime.now)"),
    "today": (lambda: datetime.date.today(), "clock (date.today)"),
    "urandom": (lambda: os.urandom(2), "entropy (os.urandom)"),
    "secrets": (lambda: secrets.token_bytes(2), "entropy (secrets.token_bytes)"),
    "system": (lambda: random.SystemRandom().random(), "entropy (random.random)"),
    "uuid1": (lambda: uuid.uuid1(), "entropy (uuid.uuid1)"),
    "uuid4": (lambda: uuid.uuid4(), "entropy (uuid.uuid4)"),
    "unseeded": (lambda: random.Random(), "unseeded generator (random.Random)"),
    "reseeded": (lambda: random.Random(1).seed(), "unseeded generator (random.seed)"),
    "numpy": (lambda: np.random.default_rng(), "unseeded generator (numpy default_rng)"),
    "none": (lambda: np.random.default_rng(None), "unseeded generator (numpy default_rng)"),
    "legacy": (lambda: np.random.RandomState(), "unseeded generator (numpy RandomState)"),
    "torch": (lambda: torch.Generator().seed(), "entropy (Generator.seed)"),
    "listdir": (lambda: os.listdir("."), "order of a directory (os.listdir)"),
    "scandir": (lambda: list(os.scandir(".")), "order of a directory (os.scandir)"),
    "glob": (lambda: glob.glob("*"), "order of a directory (glob.glob)"),
    "iterdir": (lambda: list(Path().iterdir()), "order of a directory (pathlib.iterdir)"),
    "process": (lambda: os.getpid(), "number of the process (os.getpid)"),
    "generator": (lambda: list(generated()), "clock (time.perf_counter)"),
}

HARMLESS: dict[str, Callable[[], Any]] = {
    "seeded": lambda: random.Random(3).random(),
    "seeded numpy": lambda: np.random.default_rng(3).random(),
    # It asks for bits and throws them away.
    "seeded legacy": lambda: np.random.RandomState(3).rand(),
    "global draws": lambda: (random.random(), np.random.rand(), torch.rand(1), torch.randperm(3)),
    "sorted": lambda: sorted(os.listdir(".")),
    "log": lambda: logging.getLogger("lddpr").error("a line has its time"),
    "sleep": lambda: time.sleep(0),
    "arithmetic": lambda: torch.nn.Linear(3, 3)(torch.ones(3)).sum().backward(),
    "sets": lambda: list({"a", "b"}),  # which it cannot see
}


def look(do: Callable[[], Any]) -> list[dict[str, Any]]:
    gc.disable()  # what a collection finalises asks for things of its own
    try:
        with Look() as found:
            do()
    finally:
        gc.enable()
    assert sys.getprofile() is None
    return found.found


@pytest.mark.parametrize("name", FOUND)
def test_a_source_is_named_with_its_line(name: str) -> None:
    do, what = FOUND[name]
    found, *others = look(do)
    assert not others, (found, others)
    assert found["what"] == what
    assert found["times"] == 1
    code = generated.__code__ if name == "generator" else do.__code__
    first = code.co_firstlineno
    file, _, rest = found["where"].partition(":")
    line, _, function = rest.partition(" in ")
    assert Path(file).name == Path(__file__).name
    assert first <= int(line) <= first + 2
    assert function == code.co_name
    assert not Path(file).is_absolute()


@pytest.mark.parametrize("name", HARMLESS)
def test_nothing_is_said_of_what_is_sound(name: str) -> None:
    assert look(HARMLESS[name]) == []


def test_hashes_of_strings_are_named_unless_they_are_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    for randomised, expected in ((1, 1), (0, 0)):
        flags = types.SimpleNamespace(hash_randomization=randomised)
        monkeypatch.setattr("lddpr.observe.explain.sys", fake_sys(flags))
        assert len(look(lambda: hash("a"))) == expected


def fake_sys(flags: Any) -> Any:
    return types.SimpleNamespace(
        flags=flags, getprofile=sys.getprofile, setprofile=sys.setprofile, modules=sys.modules
    )


def test_times_add_up_and_the_frequent_come_first() -> None:
    def often() -> None:
        os.urandom(1)
        for _ in range(3):
            time.time()

    assert [(each["what"], each["times"]) for each in look(often)] == [
        ("clock (time.time)", 3),
        ("entropy (os.urandom)", 1),
    ]


def test_threads_that_begin_meanwhile_are_looked_at() -> None:
    def asks() -> None:
        time.time()

    def start() -> None:
        thread = threading.Thread(target=asks)
        thread.start()
        thread.join()

    (found,) = look(start)
    assert found["where"].endswith(" in asks")


def test_an_exception_goes_on_and_what_was_found_stays() -> None:
    found = Look()
    with pytest.raises(ZeroDivisionError), found:
        divide(time.time() * 0)
    assert [each["what"] for each in found.found] == ["clock (time.time)"]
    assert sys.getprofile() is None


def divide(number: float) -> float:
    return 1 / number


def test_a_profiler_of_the_user_goes_on_undisturbed() -> None:
    profiler = cProfile.Profile()
    profiler.enable()
    with Look() as found:
        time.time()
    profiler.disable()
    if sys.version_info < (3, 12):  # since then two go side by side
        assert found.blind == "a profiler is running"
        assert found.found == []
    else:
        assert [each["what"] for each in found.found] == ["clock (time.time)"]
    assert any("time.time" in str(each.code) for each in profiler.getstats())


def test_nothing_is_drawn() -> None:
    before = states()
    for do, _ in FOUND.values():
        look(do)
    assert states() == before


class Timed(Dataset[Any]):
    def __len__(self) -> int:
        return 2

    def __getitem__(self, index: int) -> float:
        return time.time()


def test_frameworks_own_questions_are_theirs() -> None:
    """torch asks for entropy and time in a loader; only the dataset's line is told."""
    loader = DataLoader(Timed(), num_workers=0)
    (found,) = look(lambda: list(loader))
    assert found["where"].endswith(" in __getitem__")
    assert found["times"] == 2


@pytest.mark.parametrize(
    ("package", "caller", "expected"),
    [
        ("augment", "torch/utils/data/_utils/fetch.py", ["augment/code.py:4 in asks"]),
        ("augment", "torch/optim/optimizer.py", []),
        ("tqdm", "torch/utils/data/_utils/fetch.py", []),
        ("torch", "torch/utils/data/_utils/fetch.py", []),
    ],
)
def test_an_installed_package_is_named_where_a_framework_calls_it(
    package: str, caller: str, expected: list[str], tmp_path: Path
) -> None:
    """Code of a team may be installed; a progress bar is a framework's own business."""
    asks = load(
        tmp_path / "site-packages" / package / "code.py",
        "import time\n\n\ndef asks(): time.time()\n",
    )
    calls = load(tmp_path / "site-packages" / caller, "def call(do):\n    do()\n")

    # From a thread of its own, so that no line of this file is above.
    with Look() as found:
        thread = threading.Thread(target=calls.call, args=(asks.asks,))
        thread.start()
        thread.join()
    assert [each["where"] for each in found.found] == expected


def load(file: Path, text: str) -> Any:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_function_of_the_table_is_there() -> None:
    """A name that Python no longer has would be a source that nobody sees."""
    missing = []
    for name in sources.IN_C:
        place, _, function = name.rpartition(".")
        holder = {
            "datetime": datetime.datetime,
            "date": datetime.date,
            "Generator": torch.Generator,
        }
        of = holder.get(place) or sys.modules.get(place) or try_import(place)
        if of is not None and not hasattr(of, function):
            missing.append(name)
    assert missing == []


def try_import(name: str) -> Any:
    return importlib.import_module(name) if importlib.util.find_spec(name) else None
