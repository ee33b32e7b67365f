"""A warm parent: imports what a rank needs, then forks a pristine one for every request.

``python -m lddpr.warm FRAMEWORK REQUESTS ANSWERS`` reads and writes messages of lddpr.protocol; the
last two are file descriptors. It only imports: no tensor is built, no thread started, no GPU
touched. A child is as good as a fresh process, without the two seconds that the imports take.
"""

from __future__ import annotations

import gc
import importlib
import os
import random
import select
import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NoReturn

from lddpr import workers
from lddpr.framework import Framework, FrameworkError, load
from lddpr.protocol import (
    Ended,
    Failed,
    Forked,
    Message,
    NotForked,
    Ready,
    Request,
    of_python,
    read,
    write,
)
from lddpr.threads import lasting_threads

POLL_SECONDS = 0.005
# What a training imports besides Lightning itself, found by comparing sys.modules after one.
ALSO = (
    "lddpr.draws",
    "lddpr.environment",
    "lddpr.log",
    "lddpr.main",
    "lddpr.record",
    "multiprocessing.popen_fork",
    "multiprocessing.synchronize",
    "numpy.ma",
    "torch.distributed.algorithms.ddp_comm_hooks",
    "torch.profiler._cupti_monitor",  # of torch 2.13
)
ENTROPY = 1 << 32  # seeds that people write are smaller than those of torch itself


def preload(framework: str) -> Framework:
    """Everything that a rank would import, and nothing that imports do not do."""
    loaded = load(framework)
    for module in ALSO:
        with suppress(ModuleNotFoundError):
            importlib.import_module(module)
    sys.modules["lddpr.environment"].modules.note()
    gc.freeze()
    return loaded


def generators() -> dict[str, str]:
    """What the imports have left each generator in. In no two processes it is the same, unless an
    import has seeded it."""
    import numpy as np
    import torch

    states = {
        "numpy": repr([np.asarray(part).tolist() for part in np.random.get_state()]),
        "torch": repr(torch.initial_seed()),  # its state would be a tensor
    }
    found = {name: blake2b(state.encode()).hexdigest() for name, state in states.items()}
    return {"python": of_python(), **found}


def unseeded(at_start: str) -> list[str]:
    """Generators that no import can have seeded. Of any other only a second parent can tell.

    ``at_start`` is ``of_python()`` before the imports.
    """
    import numpy as np
    import torch

    found = ["python"] if of_python() == at_start else []
    with suppress(AttributeError):  # of a NumPy before 1.25
        of_numpy: Any = np.random
        bits = of_numpy.get_bit_generator()
        if repr(type(bits)(bits.seed_seq).state) == repr(bits.state):
            found.append("numpy")
    return [*found, "torch"] if torch.initial_seed() >= ENTROPY else found


def reseed(seeded: Collection[str], left: Any) -> None:
    """Seed the generators of a child as a fresh process seeds its own.

    A generator that an import has ``seeded`` stays so; ``left`` is what it left Python's in.
    """
    import numpy as np
    import torch

    if "python" in seeded:
        random.setstate(left)  # Python itself seeds it after a fork
    else:
        random.seed()
    if "numpy" not in seeded:
        np.random.seed()
    if "torch" not in seeded:
        torch.default_generator.seed()


def become_rank(request: Request, framework: Framework, left: Any) -> NoReturn:
    """Turn a fresh child into a rank."""
    from lddpr import main

    # Lightning's launcher starts the other ranks by what this process says of itself.
    sys.modules["__main__"] = main
    sys.argv = [main.__file__, *request.flags]
    output = os.open(request.output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    os.close(nothing)
    os.environ.update(request.environment)
    reseed(request.seeded, left)
    if workers.start_method() != "fork" and "--num_workers=0" not in request.flags:
        with suppress(Exception):  # in another Python: workers then import by themselves
            workers.fork_server()
    main.main(request.flags, framework)


@dataclass
class Server:
    """Forks on request and tells how the children end."""

    framework: Framework
    requests: int  # file descriptors
    answers: int
    children: set[int] = field(default_factory=set)

    def say(self, message: Message) -> None:
        os.write(self.answers, write(message))

    def fork(self, request: Request) -> None:
        """Start a rank, which waits until the supervisor has been told of it: if this process is
        killed in between, nobody else could end the rank."""
        told, tell = os.pipe()
        left = random.getstate()
        try:
            pid = os.fork()
        except OSError as error:
            os.close(told)
            os.close(tell)
            self.say(NotForked(error.strerror or str(error)))
            return
        if pid == 0:
            self._be(request, told, tell, left)
        os.close(told)
        with suppress(ProcessLookupError, PermissionError):
            os.setpgid(pid, pid)  # the child does it too: whoever comes first
        self.say(Forked(pid))
        with suppress(BrokenPipeError):
            os.write(tell, b"!")
        os.close(tell)
        self.children.add(pid)

    def _be(self, request: Request, told: int, tell: int, left: Any) -> NoReturn:
        """What the child does."""
        os.setpgid(0, 0)
        for end in (tell, self.requests, self.answers):
            os.close(end)
        if not os.read(told, 1):
            os._exit(1)
        os.close(told)
        if request.flags:
            become_rank(request, self.framework, left)
        reseed(request.seeded, left)
        os._exit(0)

    def serve(self) -> None:
        """Until nobody can ask any more."""
        pending = b""
        while True:
            wait = POLL_SECONDS if self.children else None
            readable, _, _ = select.select([self.requests], [], [], wait)
            if readable:
                chunk = os.read(self.requests, 65536)
                if not chunk:
                    return
                *lines, pending = (pending + chunk).split(b"\n")
                for line in lines:
                    request = read(line)
                    assert isinstance(request, Request)
                    self.fork(request)
            for pid in list(self.children):
                done, status = os.waitpid(pid, os.WNOHANG)
                if done:
                    self.children.discard(pid)
                    self.say(Ended(pid, os.waitstatus_to_exitcode(status)))


def main(arguments: Sequence[str]) -> None:
    name, *ends = arguments
    requests, answers = map(int, ends)
    for end in (requests, answers):
        os.set_inheritable(end, False)
    at_start = of_python()
    try:
        framework = preload(name)
    except FrameworkError as error:
        os.write(answers, write(Failed(str(error))))
        return
    server = Server(framework, requests, answers)
    seen = generators()
    server.say(Ready(seen, at_start, unseeded(at_start), lasting_threads(), workers.start_method()))
    server.serve()


if __name__ == "__main__":
    main(sys.argv[1:])
