"""Run one scenario: ``python -m lddpr.main --seed=7 --num_workers=4``.

Lightning's own launcher starts one process a rank, each of which comes through this file. Each rank
writes ``rank<R>.json``; rank 0 prints a report when all of them are complete.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from lddpr.framework import Framework, FrameworkError, load
from lddpr.scenario import Options, Scenario, parse

FAILED = 2
LOG_DIR = "LDDPR_LOG_DIR"  # how rank 0 tells the ranks it starts where a fresh directory is
EXIT_SECONDS = 10


class ProbeError(Exception):
    """Something that the user can put right; shown as one line."""


def started_by_another() -> bool:
    """True in a rank that Lightning, torchrun or SLURM has started, false in the first process."""
    return "LOCAL_RANK" in os.environ


def prepare_directory(options: Options) -> Path:
    """The directory that this run writes to, without the files of an older run."""
    directory = options.record_dir or options.log_dir
    if directory is None and LOG_DIR in os.environ:
        directory = Path(os.environ[LOG_DIR])
    if directory is None:
        if started_by_another():
            raise ProbeError("--log_dir is needed when the ranks are started from outside")
        directory = Path(tempfile.mkdtemp(prefix="lddpr-"))
        os.environ[LOG_DIR] = str(directory)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if not started_by_another():
            for old in directory.glob("rank*.*"):
                old.unlink()
    except OSError as error:
        raise ProbeError(f"cannot write to {directory}: {error.strerror}") from error
    return directory


def choose_accelerator(wanted: str, ranks: int) -> str:
    """``gpu`` if every rank can have one, ``cpu`` otherwise; a wish that cannot be met is an error."""
    if wanted == "cpu":
        return "cpu"
    import torch

    gpus = torch.cuda.device_count()
    if gpus >= ranks:
        return "gpu"
    if wanted == "gpu":
        raise ProbeError(f"--accelerator=gpu needs a GPU for each of {ranks} ranks, found {gpus}")
    if gpus and not started_by_another():
        print(f"lddpr: {ranks} ranks and {gpus} GPUs: running on the CPU", file=sys.stderr)
    return "cpu"


def train(options: Options, framework: Framework, directory: Path) -> Any:
    """Train the probe as a user would. Returns the trainer.

    The order of these statements is the contract: each one may draw from a generator.
    """
    from torch.utils.data import DataLoader

    from lddpr.dataset import ProbeDataset
    from lddpr.environment import rank_facts
    from lddpr.log import LogRecorder
    from lddpr.module import Recorder, build
    from lddpr.record import ChannelRecorder

    scenario = options.scenario
    accelerator = choose_accelerator(options.accelerator, scenario.num_devices)
    if scenario.seed_everything:
        framework.api.seed_everything(scenario.seed, workers=scenario.seed_workers)
    loader = DataLoader(
        ProbeDataset(scenario.dataset_size),
        batch_size=scenario.batch_size,
        shuffle=True,
        num_workers=scenario.num_workers,
        persistent_workers=scenario.persistent_workers and scenario.num_workers > 0,
    )
    recorder: Recorder
    if options.record_dir:
        recorder = ChannelRecorder(directory, lambda: rank_facts(framework, module.device))
    else:
        recorder = LogRecorder(directory)
    module = build(framework, recorder)
    trainer = framework.api.Trainer(
        strategy="ddp" if scenario.num_devices > 1 else "auto",
        devices=scenario.num_devices,
        accelerator=accelerator,
        max_epochs=scenario.max_epochs,
        enable_progress_bar=False,
        enable_model_summary=False,
        enable_checkpointing=False,
        logger=False,
    )
    trainer.fit(module, loader)
    return trainer


def print_report(scenario: Scenario, framework: Framework, directory: Path) -> None:
    import numpy as np
    import torch

    from lddpr.log import read_logs
    from lddpr.report import report

    versions = {
        framework.name: f"{framework.version} ({framework.file})",
        "torch": torch.__version__,
        "numpy": np.__version__,
    }
    logs = read_logs(directory, scenario.num_devices, scenario.max_epochs)
    print("\n".join(report(logs, scenario, versions)))
    print(f"\nLogs: {directory}")


def leave(status: int, ranks: Sequence[subprocess.Popen[bytes]] = ()) -> NoReturn:
    """End this process at once, with its workers and after the ranks that it started.

    A regular exit spends most of a second taking torch apart, and sometimes aborts on the way.
    """
    for worker in multiprocessing.active_children():
        worker.kill()
    for rank in ranks:
        try:
            status = FAILED if rank.wait(EXIT_SECONDS) else status
        except subprocess.TimeoutExpired:
            rank.kill()
            status = FAILED
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main(arguments: Sequence[str]) -> NoReturn:
    from lddpr.log import LogError

    options = parse(arguments)
    rank = os.environ.get("RANK") or os.environ.get("LOCAL_RANK", "0")
    directory: Path | None = None
    if not options.scenario.seed_everything and not started_by_another():
        os.environ.pop("PL_GLOBAL_SEED", None)  # it would seed the ranks in spite of the flag
    try:
        framework = load(options.framework)
        directory = prepare_directory(options)
        trainer = train(options, framework, directory)
        if trainer.global_rank == 0 and not options.record_dir:
            print_report(options.scenario, framework, directory)
    except (FrameworkError, ProbeError, LogError) as error:
        print(f"lddpr.main: error: {error}", file=sys.stderr)
        leave(FAILED)
    except Exception as error:
        line = f"rank {rank}: {type(error).__name__}: {error}".splitlines()[0]
        print(f"lddpr.main: error: training failed on {line}", file=sys.stderr)
        if directory:
            details = directory / f"rank{rank}.traceback.txt"
            details.write_text(traceback.format_exc(), encoding="utf-8")
            print(f"lddpr.main: the traceback is in {details}", file=sys.stderr)
        leave(FAILED)
    launcher = getattr(trainer.strategy, "launcher", None)
    leave(0, getattr(launcher, "procs", ()))


if __name__ == "__main__":
    main(sys.argv[1:])
