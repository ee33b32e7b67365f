"""A warm parent: imports what a rank needs, then forks a pristine one for every request.

``python -m lddpr.warm FRAMEWORK`` reads requests as JSON lines and answers in kind: ``ready``, then
``forked`` and ``ended``. It only imports: no tensor is built, no thread started, no GPU touched, so
that a child is as good as a fresh process but for the two seconds that the imports take.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import random
import select
import sys
import threading
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NoReturn

from lddpr.framework import Framework, FrameworkError, load

POLL_SECONDS = 0.005
# What a training imports besides Lightning itself, found by comparing sys.modules after one.
ALSO = (
    "lddpr.environment",
    "lddpr.log",
    "lddpr.main",
    "lddpr.record",
    "multiprocessing.popen_fork",
    "multiprocessing.synchronize",
    "numpy.ma",
)


def preload(framework: str) -> Framework:
    """Everything that a rank would import, and nothing that imports do not do."""
    loaded = load(framework)
    for module in ALSO:
        importlib.import_module(module)

    gc.freeze()
    return loaded


def threads() -> int:
    """The threads of this process, as the operating system counts them where it can be asked."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def say(**answer: Any) -> None:
    os.write(1, json.dumps(answer).encode() + b"\n")


def generators() -> dict[str, str]:
    """What the imports have left each generator in. In no two processes it is the same, unless an
    import has seeded it."""
    import numpy as np
    import torch

    states = {
        "python": repr(random.getstate()),
        "numpy": repr([np.asarray(part).tolist() for part in np.random.get_state()]),
        "torch": repr(torch.initial_seed()),  # its state would be a tensor
    }
    return {name: blake2b(state.encode()).hexdigest() for name, state in states.items()}


def reseed(seeded: Collection[str], of_python: Any) -> None:
    """Seed the generators of a child as a fresh process seeds its own.

    A generator that an import has ``seeded`` stays so; ``of_python`` is what it left Python's in.
    """
    import numpy as np
    import torch

    if "python" in seeded:
        random.setstate(of_python)  # Python itself seeds it after a fork
    else:
        random.seed()
    if "numpy" not in seeded:
        np.random.seed()
    if "torch" not in seeded:
        torch.default_generator.seed()


def become_rank(request: dict[str, Any], framework: Framework, of_python: Any) -> NoReturn:
    """Turn a fresh child into a rank. ``request`` is what WarmParent.request has sent."""
    from lddpr import main

    os.setpgid(0, 0)
    # Lightning's launcher starts the other ranks by what this process says of itself.
    sys.modules["__main__"] = main
    sys.argv = [main.__file__, *request["flags"]]
    output = os.open(request["output"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    os.close(nothing)
    os.environ.update(request["environment"])
    reseed(request["seeded"], of_python)
    main.main(request["flags"], framework)


def fork(request: dict[str, Any], framework: Framework) -> int:
    """Start a rank, which waits until the supervisor has been told of it: if this process is killed
    in between, nobody else could end the rank."""
    told, tell = os.pipe()
    of_python = random.getstate()
    pid = os.fork()
    if pid == 0:
        os.close(tell)
        if not os.read(told, 1):
            os._exit(1)
        os.close(told)
        become_rank(request, framework, of_python)
    os.close(told)
    with suppress(ProcessLookupError):
        os.setpgid(pid, pid)  # the child does it too: whoever comes first
    say(forked=pid)
    with suppress(BrokenPipeError):
        os.write(tell, b"!")
    os.close(tell)
    return pid


def serve(framework: Framework) -> None:
    """Fork on request and tell how the children end, until standard input is closed."""
    children: set[int] = set()
    pending = b""
    while True:
        readable, _, _ = select.select([0], [], [], POLL_SECONDS if children else None)
        if readable:
            chunk = os.read(0, 65536)
            if not chunk:
                return
            pending += chunk
            *lines, pending = pending.split(b"\n")
            for line in lines:
                children.add(fork(json.loads(line), framework))
        for pid in list(children):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                children.discard(pid)
                say(ended=pid, status=os.waitstatus_to_exitcode(status))


def main() -> None:
    try:
        framework = preload(sys.argv[1])
    except FrameworkError as error:
        say(error=str(error))
        return
    found = threads()
    if found > 1:
        say(error=f"{found} threads after the imports: a fork would not be safe")
        return
    say(ready=True, generators=generators())
    serve(framework)


if __name__ == "__main__":
    main()
