"""What becomes of a child that a warm parent has forked, in a process of its own without torch."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from harness import environment
from lddpr.cleaning import at_the_end
from lddpr.parent import WarmParent
from lddpr.protocol import ParentError

BECOME = """
import json, os, sys
from lddpr import main, warm
from lddpr.protocol import Request
def tell(flags, framework):
    print(json.dumps({
        "main": sys.modules["__main__"] is main,
        "argv": sys.argv[1:],
        "rank": os.environ["LOCAL_RANK"],
        "input": sys.stdin.read(),
        "flags": flags,
    }))
main.main, warm.reseed = tell, lambda *_: None
warm.become_rank(Request(**json.loads(sys.argv[1])), None, None)
"""


@pytest.fixture
def rank(tmp_path: Path) -> dict[str, Any]:
    """What a rank finds when it begins."""
    output = tmp_path / "output.txt"
    output.write_text("earlier\n")
    request = {
        "flags": ["--seed=7"],
        "environment": {"LOCAL_RANK": "1"},
        "output": str(output),
        "seeded": [],
    }
    command = [sys.executable, "-c", BECOME, json.dumps(request)]
    # In our process group, as a child is in that of its parent.
    subprocess.run(command, env=environment(), input=b"requests of its peers", check=True)
    earlier, found = output.read_text().splitlines()
    assert earlier == "earlier"
    return dict(json.loads(found))


def test_it_is_what_a_user_starts(rank: dict[str, Any]) -> None:
    assert rank["main"]
    assert rank["argv"] == rank["flags"] == ["--seed=7"]
    assert (rank["rank"], rank["input"]) == ("1", "")


SERVE = """
import os, sys
from lddpr import warm
warm.reseed = lambda *_: None
warm.preload = lambda _: None
warm.generators = dict
warm.unseeded = lambda _: []
{more}
warm.main(sys.argv[1:])
"""


def parent_that(monkeypatch: pytest.MonkeyPatch, directory: Path, more: str = "") -> WarmParent:
    """A warm parent without torch; ``more`` is what happens to it."""
    script = directory / "parent.py"
    script.write_text(SERVE.format(more=more))
    popen = subprocess.Popen

    def start(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        return popen([sys.executable, str(script), *command[3:]], **options)

    monkeypatch.setattr(subprocess, "Popen", start)
    return WarmParent("lightning", directory / "parent.txt", environment())


@pytest.fixture
def parent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: Any) -> Iterator[WarmParent]:
    started = parent_that(monkeypatch, tmp_path, getattr(request, "param", ""))
    yield started
    started.stop()


TALK = "print('hello', end=''); os.system('echo of a child'); print('[\"Ready\"]', flush=True)"


@pytest.mark.parametrize("parent", [TALK], indirect=True)
def test_what_imports_print_is_no_answer(parent: WarmParent) -> None:
    assert parent.ready(60).threads == []
    parent.try_to_fork()
    assert "of a child" in parent.output.read_text()


THREADS = (
    "import threading, time\n"
    "threading.Thread(target=time.sleep, args=(60,), daemon=True, name='agent').start()"
)


@pytest.mark.parametrize("parent", [THREADS], indirect=True)
def test_threads_are_named(parent: WarmParent) -> None:
    assert parent.ready(60).threads == ["agent"]


ENDING = THREADS.replace("60", "0.1")


@pytest.mark.parametrize("parent", [ENDING], indirect=True)
def test_a_thread_that_ends_in_time_is_none(parent: WarmParent) -> None:
    assert parent.ready(60).threads == []


# what a parent does -> what is said of it
UNFIT = {
    "def no(): raise OSError(11, 'Resource temporarily unavailable')\nos.fork = no": (
        "a warm parent cannot fork: Resource temporarily unavailable"
    ),
    "os.register_at_fork(after_in_child=lambda: os._exit(3))": (
        "what a warm parent forks ends with status 3"
    ),
    "os.register_at_fork(before=lambda: os.kill(os.getpid(), 9))": (
        "a warm parent ended with status -9"
    ),
    "os.register_at_fork(after_in_parent=lambda: os.close(int(sys.argv[3])))": (
        "a warm parent ended with status 1"
    ),
    "os.fork = lambda: os.write(int(sys.argv[3]), b'x') and os._exit(0)": (
        "a warm parent ended with status 0"
    ),
    "os.fork = lambda: os.write(int(sys.argv[3]), b'{\"forked\": 1}' + bytes([10]))": (
        "a warm parent has said b'{\"forked\": 1}', which is no answer"
    ),
}


@pytest.mark.parametrize(("parent", "said"), list(UNFIT.items()), indirect=["parent"])
def test_one_that_cannot_fork_says_so_before_a_run_needs_it(parent: WarmParent, said: str) -> None:
    parent.ready(60)
    with pytest.raises(ParentError, match=re.escape(said)):
        parent.try_to_fork()


def test_it_can_be_stopped_twice(parent: WarmParent) -> None:
    parent.ready(60)
    parent.stop()
    with Path(os.devnull).open() as other:  # may have got the number of a pipe
        parent.stop()
        assert other.read() == ""


def test_cleaning_goes_on_after_an_error_and_hides_none() -> None:
    done: list[str] = []

    def fail() -> None:
        raise OSError("cannot be cleaned")

    with pytest.raises(KeyError, match="the first"), ExitStack() as stack:  # noqa: PT012
        at_the_end(stack, done.append, "last")
        at_the_end(stack, fail)
        at_the_end(stack, done.append, "first")
        raise KeyError("the first")
    assert done == ["first", "last"]
