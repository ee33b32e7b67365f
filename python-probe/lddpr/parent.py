"""The supervisor's side of a warm parent."""

from __future__ import annotations

import os
import platform
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic

from lddpr.processes import kill, wait_until_gone
from lddpr.protocol import (
    Ended,
    Failed,
    Forked,
    Message,
    NotForked,
    ParentError,
    Ready,
    Request,
    read,
    write,
)
from lddpr.signals import heed

FORK_SECONDS = 20.0
LAST_WORDS_SECONDS = 1.0
LOOK_SECONDS = 0.1  # between two looks whether it lives: others may hold its pipes


def cannot_fork() -> str | None:
    """Why there can be no warm parents on this system."""
    if platform.system() != "Linux":
        return f"processes that have imported torch cannot be forked safely on {platform.system()}"
    return None if hasattr(os, "fork") else "this Python cannot fork"


class WarmParent:
    """A process that has imported everything a rank needs, and forks one on request.

    ``framework`` is a distribution; ``output`` a file for what the process prints. Requests and
    answers have pipes of their own: whatever an import prints is no answer.
    """

    def __init__(self, framework: str, output: Path, environment: Mapping[str, str]) -> None:
        self.output = output
        self.deadline = 0.0
        self.ended: dict[int, int] = {}
        self.seeded: list[str] = []  # generators that a rank must leave as they are
        self.is_tried = False  # whether it has forked once
        self._buffer = b""
        theirs, self._requests = os.pipe()
        self._answers, back = os.pipe()
        self._open = [self._requests, self._answers]
        try:
            with output.open("wb") as file:
                self.process = subprocess.Popen(
                    [sys.executable, "-m", "lddpr.warm", framework, str(theirs), str(back)],
                    stdin=subprocess.DEVNULL,
                    stdout=file,
                    stderr=file,
                    pass_fds=(theirs, back),
                    env=environment,
                    preexec_fn=os.setpgrp,  # noqa: PLW1509 - no threads here; process_group is of 3.11
                )
        finally:
            os.close(theirs)
            os.close(back)

    def has_spoken(self) -> bool:
        """Whether there is something to read, or nobody left to write."""
        readable, _, _ = select.select([self._answers], [], [], 0)
        return bool(self._buffer or readable)

    def ready(self, seconds: float) -> Ready:
        """Wait until the imports are done. Raises ParentError with what went wrong.

        ``seconds`` are what the whole suite has left: no later answer is waited for longer.
        """
        self.deadline = monotonic() + seconds
        answer = self._answer(seconds)
        if isinstance(answer, Failed):
            raise ParentError(answer.message)
        if not isinstance(answer, Ready):
            raise ParentError(f"a warm parent has begun with {answer}")
        return answer

    def fork(self, flags: Sequence[str], environment: Mapping[str, str], output: Path) -> int:
        """Start one rank. Returns its process id, which is that of its process group too.

        ``flags`` are those of lddpr.main; ``output`` receives all that the rank prints. Raises
        ParentError if there is no rank in time.
        """
        self.request(flags, environment, output)
        deadline = min(monotonic() + FORK_SECONDS, self.deadline)
        while True:
            answer = self._answer(deadline - monotonic())
            if isinstance(answer, Forked):
                return answer.pid
            if isinstance(answer, NotForked):
                raise ParentError(f"a warm parent cannot fork: {answer.reason}")
            self._note(answer)

    def try_to_fork(self) -> None:
        """Fork once for nothing. Raises ParentError if that does not go well."""
        pid = self.fork([], {}, Path(os.devnull))
        deadline = min(monotonic() + FORK_SECONDS, self.deadline)
        while pid not in self.ended:
            self._note(self._answer(deadline - monotonic()))
        if status := self.ended[pid]:
            raise ParentError(f"what a warm parent forks ends with status {status}")
        self.is_tried = True

    def request(self, flags: Sequence[str], environment: Mapping[str, str], output: Path) -> None:
        """Ask for one rank and do not wait for it. Raises ParentError if nobody listens."""
        request = Request(list(flags), dict(environment), str(output), self.seeded)
        try:
            rest = write(request)
            while rest:
                rest = rest[os.write(self._requests, rest) :]
        except BrokenPipeError:
            raise ParentError("a warm parent is gone") from None

    def status(self, pid: int) -> int | None:
        """The exit status of a rank: None while it runs, negative if a signal ended it.

        Raises ParentError if this parent has ended without telling it.
        """
        gone = self.process.poll() is not None  # asked first: its last words come before its end
        while (line := self._line(0)) is not None:
            self._note(read(line))
        if gone and pid not in self.ended:
            raise ParentError(f"a warm parent ended with status {self.process.returncode}")
        return self.ended.get(pid)

    def _note(self, answer: Message) -> None:
        if not isinstance(answer, Ended):
            raise ParentError(f"a warm parent has said {answer}, unasked")
        self.ended[answer.pid] = answer.status

    def _answer(self, seconds: float) -> Message:
        deadline = monotonic() + seconds
        while True:
            heed()
            gone = self.process.poll() is not None
            left = 0 if gone else max(0.0, min(LOOK_SECONDS, deadline - monotonic()))
            if (line := self._line(left)) is not None:
                return read(line)
            if gone:
                raise ParentError(f"a warm parent ended with status {self.process.returncode}")
            if monotonic() >= deadline:
                raise ParentError("a warm parent does not answer")

    def _line(self, seconds: float) -> bytes | None:
        """The next line that comes within so many seconds, if one does."""
        deadline = monotonic() + seconds
        while b"\n" not in self._buffer:
            readable, _, _ = select.select(
                [self._answers], [], [], max(0.0, deadline - monotonic())
            )
            if not readable:
                return None
            chunk = os.read(self._answers, 65536)
            if not chunk:
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(LAST_WORDS_SECONDS)
                    return None
                raise ParentError("a warm parent has closed its pipe")
            self._buffer += chunk
        line, self._buffer = self._buffer.split(b"\n", 1)
        return line

    def stop(self) -> None:
        """End it, and a rank that it has forked after nobody waited for it any more."""
        if not self._open:
            return
        kill([self.process.pid])
        self.process.wait()
        unheard = []
        with suppress(ParentError):  # at the end of what it has said
            while (line := self._line(0)) is not None:
                if isinstance(answer := read(line), Forked):
                    unheard.append(answer.pid)
        kill(unheard)
        wait_until_gone(unheard)
        while self._open:
            os.close(self._open.pop())
