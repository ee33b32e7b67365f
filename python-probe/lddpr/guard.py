"""Runs a program, and ends everything that it has started, in any session.

``python -I -S guard.py`` reads what to run from its standard input: the number of words and the
words, each with a NUL after it. The program may run while that stays open: once it is closed, the
one that asked is gone or has waited long enough. A process that loses its parent becomes a child of
the guard, a "subreaper": neither a new session nor another environment hides it from that. On
descriptor 3 the guard says, one line each,

    started PID       the program runs
    failed ERRNO      it cannot be started
    left PID NAME     the program has left this process running; it is ended
    kept PID NAME     this process could not be ended
    ended STATUS      how the program ended: negative if a signal did it; all else has ended too

It imports hardly anything, for it starts before every program. It needs Linux.
"""

# pathlib and contextlib take long to import
# ruff: noqa: PTH123, PTH208, SIM105

from __future__ import annotations

import ctypes
import os
import time
from _thread import start_new_thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SPEAKING = 3
PR_SET_CHILD_SUBREAPER = 36
SIGKILL, SIGPIPE, SIGTERM, SIGXFSZ = 9, 13, 15, 25
LAST_WORDS_SECONDS = 1.5  # for the program to clean up when it is told to end
TRACKER = b"multiprocessing.resource_tracker"  # removes semaphores when its users are gone
TRACKER_SECONDS = 1.0
# While nothing, or nothing of the program itself, uses the processor for so long, whoever has lost
# its parent counts as what the program waits for.
IDLE_SECONDS, WAITING_SECONDS = 10.0, 60.0
LOOK_SECONDS = 1.0
STRAGGLER_SECONDS = 0.1  # for what ends by itself when the program has ended
GONE_SECONDS = 3.0
POLL_SECONDS = 0.001


def say(line: str) -> None:
    try:
        os.write(SPEAKING, line.encode() + b"\n")
    except OSError:  # nobody listens any more; there is still something to end
        pass


def read_order() -> list[bytes]:
    order = b""
    while b"\0" not in order or order.count(b"\0") <= int(order.partition(b"\0")[0]):
        chunk = os.read(0, 65536)
        if not chunk:
            os._exit(1)
        order += chunk
    return order.split(b"\0")[1:-1]


def read_environment() -> dict[bytes, bytes]:
    """The environment as it was given: Python may add a variable to its own."""
    with open("/proc/self/environ", "rb") as file:
        pairs = [each.partition(b"=") for each in file.read().split(b"\0")]
    return {name: value for name, found, value in pairs if found}


def adopt_orphans(libc: ctypes.CDLL) -> None:
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        os._exit(1)


def start(words: list[bytes], libc: ctypes.CDLL) -> int:
    """Start the program in a session of its own. Raises OSError."""
    told, tell = os.pipe()  # closed when the program takes over
    pid = os.fork()
    if pid == 0:
        try:
            os.setsid()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            for number in (SIGPIPE, SIGXFSZ):  # which Python ignores, and its children inherit that
                libc.signal(number, None)
            os.execvpe(words[0], words, read_environment())
        except OSError as error:
            os.write(tell, str(error.errno).encode())
        os._exit(1)
    os.close(tell)
    failed = os.read(told, 16)
    os.close(told)
    if not failed:
        return pid
    os.waitpid(pid, 0)
    raise OSError(int(failed), "")


def end_when_told(pid: int, ended: list[int]) -> None:
    """Waits for the end of standard input, then ends the program."""
    while os.read(0, 65536):
        pass
    for number, seconds in ((SIGTERM, LAST_WORDS_SECONDS), (SIGKILL, 0.0)):
        if not ended:
            kill(pid, number)
        deadline = time.monotonic() + seconds
        while not ended and time.monotonic() < deadline:
            time.sleep(0.01)


def kill(pid: int, number: int = SIGKILL) -> None:
    try:
        os.kill(pid, number)
    except OSError:  # it has ended, or belongs to somebody else
        pass


def wait_for(pid: int) -> int:
    """How the program ended. Buries those that it has left on the way."""
    while True:
        found, status = os.waitpid(-1, 0)
        if found == pid:
            return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def alone() -> bool:
    """Whether nothing is left. Buries the dead."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return True
    return False


def wait_until_alone(seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not alone():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def end_all() -> bool:
    """Ends everything. The children of what is killed are ours by the next look, and one that forks
    and ends again and again is met sooner or later."""
    begun = time.monotonic()
    while not alone():
        elapsed = time.monotonic() - begun
        if elapsed > GONE_SECONDS:
            return False
        for each in processes():
            if each.parent != os.getpid() or (elapsed < TRACKER_SECONDS and each.is_tracker()):
                continue
            kill(each.pid)
            if elapsed > TRACKER_SECONDS:
                kill(-each.group)  # all of them at once, before one can fork
        time.sleep(POLL_SECONDS)
    return True


def end_what_blocks(program: int, ended: list[int]) -> None:
    """A program that reads its children's streams waits for everybody who has these: as pip does
    for a daemon that the build of a package has started."""
    seen: dict[float, tuple[list[tuple[int, int]], float]] = {}
    while not ended:
        time.sleep(LOOK_SECONDS)
        everything = list(processes()) if has_orphans(program) else []
        own = [each for each in everything if each.pid == program] + family(program, everything)
        ours = family(os.getpid(), everything)
        orphans = [each for each in ours if each not in own]
        for those, seconds in ((ours, IDLE_SECONDS), (own, WAITING_SECONDS)):
            used = [(each.pid, each.ticks) for each in those]
            if not orphans or seen.get(seconds, ([],))[0] != used:
                seen[seconds] = used, time.monotonic()
            elif time.monotonic() - seen[seconds][1] > seconds:
                for each in orphans:
                    say(f"left {each.pid} {each.name}")
                    kill(each.pid)


def has_orphans(program: int) -> bool:
    """Whether we have other children than the program. True where the system does not tell."""
    try:
        for task in os.listdir("/proc/self/task"):
            with open(f"/proc/self/task/{task}/children", "rb") as file:
                if any(int(pid) != program for pid in file.read().split()):
                    return True
    except OSError:
        return True
    return False


class Process:
    """One process as /proc has it; ``ticks`` is the processor time that it has used."""

    def __init__(self, pid: int, name: str, parent: int, group: int, ticks: int) -> None:
        self.pid = pid
        self.name = name
        self.parent = parent
        self.group = group
        self.ticks = ticks

    def is_tracker(self) -> bool:
        try:
            with open(f"/proc/{self.pid}/cmdline", "rb") as file:
                return TRACKER in file.read()
        except OSError:  # it has ended
            return False


def processes() -> Iterator[Process]:
    """Those that are alive, the newest first."""
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    for pid in sorted(pids, reverse=True):
        try:
            with open(f"/proc/{pid}/stat", "rb") as file:
                stat = file.read().decode(errors="replace")
        except OSError:
            continue  # it has ended
        name, _, rest = stat.partition("(")[2].rpartition(")")
        state, parent, group, *others = rest.split()
        if state not in "ZX":
            shown = "".join(each if each.isprintable() else "?" for each in name)
            # utime and stime, the 14th and 15th of all fields
            yield Process(pid, shown, int(parent), int(group), int(others[8]) + int(others[9]))


def family(root: int, everything: list[Process]) -> list[Process]:
    """All that descends from a process."""
    found = {root}
    while more := {each.pid for each in everything if each.parent in found} - found:
        found |= more
    return [each for each in everything if each.pid in found and each.pid != root]


def main() -> None:
    libc = ctypes.CDLL(None)
    os.set_inheritable(SPEAKING, False)
    words = read_order()
    adopt_orphans(libc)
    guard = os.fork()
    if guard == 0:
        adopt_orphans(libc)
        run(words, libc)
    elif wait_for(guard) != 0:  # the program has killed its parent: what it has is now ours
        end_all()
        say(f"ended -{SIGKILL}")


def run(words: list[bytes], libc: ctypes.CDLL) -> None:
    try:
        pid = start(words, libc)
    except OSError as error:
        say(f"failed {error.errno}")
        return
    say(f"started {pid}")
    ended: list[int] = []
    start_new_thread(end_when_told, (pid, ended))
    start_new_thread(end_what_blocks, (pid, ended))
    status = wait_for(pid)
    ended.append(pid)
    if not wait_until_alone(STRAGGLER_SECONDS):
        tell("left")
    if not end_all():
        tell("kept")
    say(f"ended {status}")


def tell(what: str) -> None:
    for each in family(os.getpid(), list(processes())):
        say(f"{what} {each.pid} {each.name}")


if __name__ == "__main__":
    main()
    os._exit(0)  # without waiting for the threads
