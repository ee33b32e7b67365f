"""Run one scenario: ``python -m lddpr.main --seed=7 --num_workers=4``.

Lightning's own launcher starts one process a rank, each of which comes through this file. Each rank
writes ``rank<R>.json``; rank 0 prints a report when all of them are complete.
"""

from __future__ import annotations

import inspect
import os
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from lddpr import workers
from lddpr.cause import one_line
from lddpr.device import DeviceError, choose_accelerator, counted
from lddpr.framework import Framework, FrameworkError, load
from lddpr.log import LogError
from lddpr.ranks import StartedRanks
from lddpr.rendezvous import await_store
from lddpr.scenario import QUIET, Options, Scenario, parse
from lddpr.signals import listen
from lddpr.variables import let_warnings_pass

LOG_DIR = "LDDPR_LOG_DIR"  # how rank 0 tells the ranks it starts where a fresh directory is
BARE = {"enable_progress_bar": False, "enable_model_summary": False, "logger": False}
OURS = re.compile(r"rank\d+\.(json|json\.partial|traceback\.txt)")


class ProbeError(Exception):
    """Something that the user can put right; shown as one line."""


class ResumeError(Exception):
    """A checkpoint that this very probe has saved cannot be continued from."""


def under_launcher() -> bool:
    """True in a rank that Lightning or torchrun has started, false in the first process."""
    return "LOCAL_RANK" in os.environ


def prepare_directory(options: Options) -> Path:
    """The directory that this run writes to, without the files of an older run.

    Raises ProbeError if it cannot be written to.
    """
    directory = options.record_dir or options.log_dir
    if directory is None and under_launcher():
        if LOG_DIR not in os.environ:
            raise ProbeError("--log_dir is needed when the ranks are started from outside")
        directory = Path(os.environ[LOG_DIR])
    elif directory is None:
        directory = Path(tempfile.mkdtemp(prefix="lddpr-"))
        os.environ[LOG_DIR] = str(directory)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if not under_launcher():
            for path in directory.iterdir():
                if OURS.fullmatch(path.name):
                    path.unlink(missing_ok=True)  # SLURM's ranks all come here
    except OSError as error:
        raise ProbeError(f"cannot write to {directory}: {error.strerror}") from error
    return directory


def find_accelerator(options: Options) -> str:
    """``cpu`` or ``gpu``, for the ranks of this node. Raises DeviceError."""
    import torch

    ranks = options.scenario.num_devices
    gpus = 0 if options.accelerator == "cpu" else torch.cuda.device_count()
    chosen = choose_accelerator(options.accelerator, ranks, gpus)
    if gpus and chosen == "cpu" and not under_launcher():
        found = f"{counted(ranks, 'rank')} and {counted(gpus, 'GPU')}"
        print(f"lddpr: {found}: running on the CPU", file=sys.stderr)
    return chosen


def train(options: Options, framework: Framework, directory: Path, ranks: StartedRanks) -> Any:
    """Train the probe as a user would. Returns the trainer.

    The order of these statements is the contract: each one may draw from a generator.
    """
    import torch
    from torch.utils.data import DataLoader

    from lddpr.dataset import ProbeDataset, QuietDataset
    from lddpr.draws import draws
    from lddpr.environment import rank_facts
    from lddpr.log import LogRecorder
    from lddpr.module import Recorder, build
    from lddpr.record import ChannelRecorder

    scenario = options.scenario
    accelerator = find_accelerator(options)

    def seed() -> None:
        if scenario.seed_everything:
            framework.api.seed_everything(scenario.seed, workers=scenario.seed_workers)

    seed()
    unordered: Any = {} if options.in_order else {"in_order": False}  # of torch 2.6 and later
    loader = DataLoader(
        ProbeDataset(scenario.dataset_size),
        batch_size=scenario.batch_size,
        shuffle=True,
        num_workers=scenario.num_workers,
        persistent_workers=scenario.persistent_workers and scenario.num_workers > 0,
        **unordered,
    )
    recorder: Recorder
    if options.record_dir:
        recorder = ChannelRecorder(
            directory,
            lambda: rank_facts(framework, module.device),
            (lambda: draws(module.device, seed)) if options.draws else tuple,
        )
    else:
        recorder = LogRecorder(directory)
    module = build(framework, recorder, options)
    trainer = framework.api.Trainer(
        strategy="ddp" if options.world_size > 1 else "auto",
        devices=scenario.num_devices,
        num_nodes=options.num_nodes,
        accelerator=accelerator,
        max_epochs=scenario.max_epochs,
        max_steps=options.max_steps * steps_of(options) or -1,
        **BARE if options.trainer == "bare" else {"default_root_dir": directory},
        **extras(options, framework),
    )
    await_store(os.environ)
    if not under_launcher():
        ranks.watch(trainer)
    validation: DataLoader[Any] | None = None
    if options.validate == QUIET:
        validation = DataLoader(
            QuietDataset(scenario.dataset_size),
            batch_size=scenario.batch_size,
            generator=torch.Generator(),  # whose base seed is nobody else's
        )
    elif options.validates:
        validation = DataLoader(
            ProbeDataset(scenario.dataset_size),
            batch_size=scenario.batch_size,
            num_workers=scenario.num_workers,
        )
    path = checkpoint(options.resume_from)
    if path is None:
        trainer.fit(module, loader, validation)
        return trainer
    try:
        trainer.fit(module, loader, validation, ckpt_path=path, **loading(options, trainer))
    except Exception as error:
        if module.started:  # it has gone on from there
            raise
        raise ResumeError(f"cannot continue from {Path(path).name}: {one_line(error)}") from error
    return trainer


def steps_of(options: Options) -> int:
    """Steps that Lightning counts for one batch."""
    from lddpr.stateful import OPTIMIZERS

    return OPTIMIZERS if options.model == "stateful" else 1


def loading(options: Options, trainer: Any) -> dict[str, Any]:
    """Arguments of ``fit`` that load a checkpoint of more than tensors, as one that is trusted."""
    if options.model != "stateful":
        return {}
    if "weights_only" in inspect.signature(trainer.fit).parameters:
        return {"weights_only": False}
    # Lightning 2.4 and 2.5 trust every checkpoint, 2.3 leaves it to torch: since 2.6 that does not.
    os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "1"
    return {}


def extras(options: Options, framework: Framework) -> dict[str, Any]:
    """Arguments of the Trainer that only some scenarios have."""
    more: dict[str, Any] = {"num_sanity_val_steps": options.num_sanity_val_steps}
    if options.num_sanity_val_steps and not options.validate:
        more["check_val_every_n_epoch"] = options.scenario.max_epochs + 1
    if options.precision != "32-true":
        more["precision"] = options.precision
    if options.checkpoint_dir is None:
        return more if options.trainer == "default" else {**more, "enable_checkpointing": False}
    steps = options.max_steps * steps_of(options)
    when = {"every_n_train_steps": steps} if steps else {}
    save = framework.api.callbacks.ModelCheckpoint(options.checkpoint_dir, **when)
    return {**more, "callbacks": [save]}


def checkpoint(directory: Path | None) -> str | None:
    """The path of the one checkpoint there. Raises ProbeError if there is none, or several."""
    if directory is None:
        return None
    found = [str(path) for path in directory.glob("*.ckpt")]
    if len(found) != 1:
        raise ProbeError(f"--resume_from: expected one checkpoint in {directory}, found {found}")
    return found[0]


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


def main(arguments: Sequence[str], framework: Framework | None = None) -> NoReturn:
    """Run what the arguments ask for, and end this process with status 0 or 2, or with 130 or 143
    where somebody interrupts it.

    ``framework`` is given where it is imported already.
    """
    options = parse(arguments)
    rank = os.environ.get("RANK") or os.environ.get("LOCAL_RANK", "0")
    directory: Path | None = None
    ranks = StartedRanks(leads=not under_launcher())
    let_warnings_pass()
    if not options.scenario.seed_everything and not under_launcher():
        os.environ.pop("PL_GLOBAL_SEED", None)  # it would seed the ranks in spite of the flag
    try:
        workers.track()
        listen(ranks.interrupt)
        framework = framework or load(options.framework)
        workers.preload(framework.name)
        directory = prepare_directory(options)
        trainer = train(options, framework, directory, ranks)
        if trainer.global_rank == 0 and options.num_nodes > 1 and not options.record_dir:
            print(f"Logs: {directory} on each node; there is no report on several")
        elif trainer.global_rank == 0 and not options.record_dir:
            print_report(options.scenario, framework, directory)
    except (FrameworkError, DeviceError, ProbeError, LogError) as error:
        ranks.fail(str(error))
    except (KeyboardInterrupt, SystemExit) as error:
        ranks.fail(f"{type(error).__name__} ended rank {rank}")
    except Exception as error:  # noqa: BLE001 - whatever it is, it becomes one line and a file
        # That of torch raises whenever a worker is gone, here as well.
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if message := ranks.killed_rank():
            ranks.fail(message)
        line = f"training failed on rank {rank}: {one_line(error)}"
        if directory:
            details = directory / f"rank{rank}.traceback.txt"
            with suppress(OSError):  # the disk may be what is wrong
                details.write_text(traceback.format_exc(), encoding="utf-8")
                line += f" (traceback: {details})"
        ranks.fail(line)
    ranks.finish()


if __name__ == "__main__":
    main(sys.argv[1:])
elif __name__ == "__mp_main__":  # of a worker by spawn, which would collect garbage meanwhile
    load(parse(sys.argv[1:]).framework)
