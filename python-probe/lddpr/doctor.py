"""What somebody with a GPU sends back: ``python -m lddpr.doctor ANSWER RANKS ACCELERATOR``.

Writes facts of this machine, and how each step went that a run on GPUs takes, to a JSON file. Every
step is a child of a process that has imported torch, as a warm parent's ranks are: one that hangs
or dies is a fact like any other.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, cast

from lddpr import __version__
from lddpr.cause import ANSI, SHARED_MEMORY, one_line
from lddpr.launch import free_port, rendezvous
from lddpr.log import write_atomically
from lddpr.processes import kill
from lddpr.schedule import Machine
from lddpr.variables import parent_environment

STEP_SECONDS = 90.0
INSIDE = "LDDPR_DOCTOR"  # set in the process that imports torch
QUERY = (
    "name",
    "uuid",
    "pci.bus_id",
    "driver_version",
    "compute_mode",
    "persistence_mode",
    "mig.mode.current",
    "memory.total",
    "memory.used",
)


def nvidia_smi(*arguments: str) -> str | None:
    """None where there is no such program, or it fails."""
    with suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(
            ["nvidia-smi", *arguments],
            capture_output=True,
            text=True,
            timeout=STEP_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        return ANSI.sub("", done.stdout).strip() if done.returncode == 0 else None
    return None


def cards() -> list[dict[str, str]] | None:
    """What nvidia-smi says of each."""
    said = nvidia_smi(f"--query-gpu={','.join(QUERY)}", "--format=csv,noheader")
    if said is None:
        return None
    rows = [[value.strip() for value in line.split(",")] for line in said.splitlines()]
    return [dict(zip(QUERY, row, strict=False)) for row in rows]


def machine() -> dict[str, Any]:
    """What needs no torch."""
    found = Machine.look()
    with suppress(OSError):
        room = shutil.disk_usage(SHARED_MEMORY)
        shared = {"total": room.total, "free": room.free}
    return {
        "lddpr": __version__,
        "platform": platform.platform(),
        "python": platform.python_version(),
        "cores": found.cores,
        "memory": found.memory,
        "sharedMemory": shared if SHARED_MEMORY.is_dir() else None,
        "cards": cards(),
        "topology": nvidia_smi("topo", "-m"),
    }


class StepError(Exception):
    """What a step has come to; its words are for people."""


def in_children(work: Callable[[int], Any], ranks: int = 1) -> Any:
    """What rank 0 of so many forks of this process says. Raises StepError with the first error."""
    pipes = [os.pipe() for _ in range(ranks)]
    children = []
    for rank in range(ranks):
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            try:
                said = {"result": work(rank)}
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is the answer
                said = {"error": one_line(error)}
            with os.fdopen(pipes[rank][1], "w", encoding="utf-8") as pipe:
                json.dump(said, pipe)
            os._exit(0)
        children.append(pid)
    for _, theirs in pipes:
        os.close(theirs)
    deadline = monotonic() + STEP_SECONDS
    try:
        answers = [_answer(ours, deadline) for ours, _ in pipes]
    finally:
        kill(children)
        for pid in children:
            os.waitpid(pid, 0)
        for ours, _ in pipes:
            os.close(ours)
    for rank, answer in enumerate(answers):
        if "error" in answer:
            raise StepError(answer["error"] if ranks == 1 else f"rank {rank}: {answer['error']}")
    return answers[0]["result"]


def _answer(pipe: int, deadline: float) -> dict[str, Any]:
    import select

    text = b""
    while True:
        left = max(0.0, deadline - monotonic())
        readable, _, _ = select.select([pipe], [], [], left)
        if not readable:
            return {"error": f"no answer within {STEP_SECONDS:.0f} s"}
        chunk = os.read(pipe, 65536)
        if not chunk:
            return dict(json.loads(text)) if text else {"error": "it ended without an answer"}
        text += chunk


def versions(accelerator: str) -> dict[str, Any]:
    import torch

    from lddpr.environment import gpu_versions

    of_gpus = gpu_versions() if accelerator == "gpu" else {}
    return {"torch": torch.__version__, "cuda": torch.version.cuda, **of_gpus}


def count() -> dict[str, Any]:
    """GPUs as the driver lists them and as the runtime has them."""
    import torch

    from lddpr.device import look

    return {"listed": torch.cuda.device_count(), "usable": look().count}


def multiply(accelerator: str) -> dict[str, Any]:
    """The first product on the device, in a process that was forked."""
    import torch

    device = torch.device("cuda:0" if accelerator == "gpu" else "cpu")
    start = monotonic()
    torch.zeros(1, device=device)
    context = monotonic()
    torch.manual_seed(1)
    product = torch.randn(64, 64, device=device) @ torch.randn(64, 64, device=device)
    total = product.sum().item()
    return {
        "context": round(context - start, 3),
        "product": round(monotonic() - context, 3),
        "sum": float(total).hex(),
    }


def add_up(accelerator: str, ranks: int, port: int) -> Callable[[int], dict[str, Any]]:
    """All ranks meet, and add their numbers."""

    def work(rank: int) -> dict[str, Any]:
        import torch
        from torch import distributed

        os.environ.update(rendezvous(port))
        gpu = accelerator == "gpu"
        if gpu:
            torch.cuda.set_device(rank)
        start = monotonic()
        backend = "nccl" if gpu else "gloo"
        distributed.init_process_group(backend, rank=rank, world_size=ranks)
        number = torch.full((1,), rank + 1.0, device=f"cuda:{rank}" if gpu else "cpu")
        distributed.all_reduce(number)
        found, expected = number.item(), ranks * (ranks + 1) / 2
        if found != expected:
            raise StepError(f"the sum of {ranks} ranks is {found}, expected {expected}")
        seconds = round(monotonic() - start, 3)
        distributed.destroy_process_group()
        return {"backend": backend, "seconds": seconds}

    return work


def examine(ranks: int, wanted: str) -> dict[str, Any]:
    """The facts and the steps. This process imports torch and touches no device."""
    from lddpr.device import DeviceError, Gpus, counted, decide
    from lddpr.framework import choose
    from lddpr.threads import lasting_threads
    from lddpr.warm import preload

    steps: list[dict[str, Any]] = []

    def step(name: str, work: Callable[[], Any]) -> Any:
        start = monotonic()
        try:
            said = {"result": work(), "error": None}
        except Exception as error:  # noqa: BLE001 - the next step may go well
            words = str(error) if isinstance(error, (StepError, DeviceError)) else one_line(error)
            said = {"result": None, "error": words}
        steps.append({"name": name, "seconds": round(monotonic() - start, 3), **said})
        return said["result"]

    def imports() -> dict[str, Any]:
        framework = preload(choose("auto"))
        import torch

        return {
            "framework": f"{framework.name} {framework.version}",
            "threads": lasting_threads(),
            "cudaInitialised": bool(cast(Any, torch.cuda).is_initialized()),
        }

    def device() -> dict[str, Any]:
        found = None
        if wanted != "cpu":
            found = step("count the GPUs", lambda: in_children(lambda _: count()))
        gpus = Gpus(found["usable"]) if found and (found["listed"] or wanted == "gpu") else None
        chosen = decide(wanted, {"doctor": ranks}, gpus)
        return {"accelerator": chosen.accelerator, "why": chosen.why}

    facts = machine()
    if step("import torch and Lightning", imports) is None:
        return {"machine": facts, "accelerator": "cpu", "steps": steps}
    chosen = step("choose the device", device)
    accelerator = chosen["accelerator"] if chosen else "cpu"
    if chosen:
        step("ask for versions", lambda: in_children(lambda _: versions(accelerator)))
        step("compute in a fork", lambda: in_children(lambda _: multiply(accelerator)))
        for number in sorted({1, ranks}):
            meet = add_up(accelerator, number, free_port(()))
            step(f"let {counted(number, 'rank')} meet", partial(in_children, meet, number))
    return {"machine": facts, "accelerator": accelerator, "steps": steps}


def main(arguments: Sequence[str]) -> None:
    answer, ranks, wanted = arguments
    if INSIDE in os.environ:
        facts = examine(int(ranks), wanted)
        write_atomically(Path(answer), json.dumps(facts))
        return
    environment = {**parent_environment(os.environ, 0), INSIDE: "1"}
    command = [sys.executable, "-m", "lddpr.doctor", *arguments]
    done = subprocess.run(command, env=environment, check=False, stdin=subprocess.DEVNULL)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
