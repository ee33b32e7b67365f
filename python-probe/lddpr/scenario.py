"""The nine parameters of a probe run, and how they are read from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, NoReturn

USAGE_ERROR = 2

MAX_SEED = 2**32 - 1

QUIET = "quiet"  # a validation that draws nothing


def _parameter(default: bool | int, text: str, low: int = 0, high: int = 2**31 - 1) -> Any:
    return field(default=default, metadata={"help": text, "low": low, "high": high})


@dataclass(frozen=True)
class Scenario:
    """One configuration of the probe. The defaults are the contract: they never change."""

    seed_everything: bool = _parameter(True, "call seed_everything() before anything is built")
    seed: int = _parameter(42, "the seed passed to seed_everything()", high=MAX_SEED)
    seed_workers: bool = _parameter(True, "seed the DataLoader workers too (workers=True)")
    num_workers: int = _parameter(2, "DataLoader workers of each rank, 0 loads in the main process")
    persistent_workers: bool = _parameter(False, "keep the workers alive between epochs")
    num_devices: int = _parameter(2, "ranks, each one a DDP process", low=1)
    batch_size: int = _parameter(4, "batch size of each rank", low=1)
    max_epochs: int = _parameter(3, "epochs to train", low=1)
    dataset_size: int = _parameter(16, "samples in the whole dataset", low=1)

    def flags(self) -> list[str]:
        """The command line that gives this scenario again."""
        return [f"--{name}={value}" for name, value in asdict(self).items()]


@dataclass(frozen=True)
class Options:
    """A scenario, and where and how to run it."""

    scenario: Scenario
    log_dir: Path | None
    record_dir: Path | None
    framework: str
    accelerator: str
    num_nodes: int
    num_sanity_val_steps: int
    validate: bool | str
    max_steps: int
    model: str
    precision: str
    trainer: str
    in_order: bool
    draws: bool
    checkpoint_dir: Path | None
    resume_from: Path | None

    @property
    def world_size(self) -> int:
        return self.num_nodes * self.scenario.num_devices

    @property
    def validates(self) -> bool:
        return bool(self.validate) or self.num_sanity_val_steps > 0


class _Parser(argparse.ArgumentParser):
    """An ArgumentParser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE_ERROR, f"{self.prog}: error: {message} (--help lists every flag)\n")


def _boolean(text: str) -> bool:
    try:
        return {"true": True, "1": True, "false": False, "0": False}[text.lower()]
    except KeyError:
        raise argparse.ArgumentTypeError(f"expected True or False, found {text!r}") from None


def _validation(text: str) -> bool | str:
    return text if text == QUIET else _boolean(text)


def _integer(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(
                f"expected a whole number from {low} to {high}, found {text!r}"
            )
        return value

    return parse


def _directory(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("expected a directory, found ''")
    return Path(text)


def parser() -> argparse.ArgumentParser:
    """The command line of ``python -m lddpr.main``."""
    cli = _Parser(
        prog="lddpr.main",
        description="Train a tiny model under Lightning DDP, record every random number that the "
        "ranks and the DataLoader workers draw, and report what they share.",
        allow_abbrev=False,
    )
    for item in fields(Scenario):
        meta = item.metadata
        is_flag = isinstance(item.default, bool)
        cli.add_argument(
            f"--{item.name}",
            type=_boolean if is_flag else _integer(meta["low"], meta["high"]),
            default=item.default,
            metavar="True|False" if is_flag else "N",
            help=f"{meta['help']} (default: {item.default})",
        )
    output = cli.add_mutually_exclusive_group()
    output.add_argument(
        "--log_dir",
        type=_directory,
        metavar="DIR",
        help="where each rank writes rank<R>.json (default: a fresh directory, which is printed)",
    )
    output.add_argument(
        "--record_dir",
        type=_directory,
        metavar="DIR",
        help="write digests of every channel there instead of the JSON logs and the report",
    )
    cli.add_argument(
        "--framework",
        choices=["auto", "lightning", "pytorch-lightning"],
        default="auto",
        help="the distribution to train with (default: auto, lightning if that is installed)",
    )
    cli.add_argument(
        "--accelerator",
        choices=["auto", "cpu", "gpu"],
        default="auto",
        help="default: auto, GPUs if there is one for each rank and the CPU otherwise",
    )
    cli.add_argument(
        "--num_nodes",
        type=_integer(1, 1024),
        default=1,
        metavar="N",
        help="machines, of num_devices ranks each, started by torchrun or SLURM (default: 1)",
    )
    cli.add_argument(
        "--num_sanity_val_steps",
        type=_integer(0, 1024),
        default=0,
        metavar="N",
        help="validate so many batches before training, and never after (default: 0)",
    )
    cli.add_argument(
        "--validate",
        type=_validation,
        default=False,
        metavar="True|False|quiet",
        help="validate after every epoch, with as many workers; quiet: without workers and without "
        "drawing anything; with --record_dir (default: False)",
    )
    cli.add_argument(
        "--max_steps",
        type=_integer(0, 2**31 - 1),
        default=0,
        metavar="N",
        help="stop after so many training steps and save the checkpoint there (default: 0, never)",
    )
    cli.add_argument(
        "--model",
        choices=["linear", "regularized", "stateful"],
        default="linear",
        help="linear: one layer; regularized: with BatchNorm and dropout; stateful: one layer with "
        "two optimizers, schedulers, callbacks and a rich checkpoint; with --record_dir",
    )
    cli.add_argument(
        "--trainer",
        choices=["bare", "default"],
        default="bare",
        help="bare: without logger, progress bar and summary; default: with whatever Trainer() "
        "has, which writes to the record's directory; with --record_dir (default: bare)",
    )
    cli.add_argument(
        "--in_order",
        type=_boolean,
        default=True,
        metavar="True|False",
        help="take batches in the order of the sampler, not of whichever worker is first, which "
        "needs torch 2.6 (default: True)",
    )
    cli.add_argument(
        "--precision",
        choices=["32-true", "bf16-mixed"],
        default="32-true",
        help="what the Trainer computes in (default: 32-true)",
    )
    cli.add_argument(
        "--draws",
        type=_boolean,
        default=False,
        metavar="True|False",
        help="draw a table of functions from the seed after training; with --record_dir "
        "(default: False)",
    )
    cli.add_argument(
        "--checkpoint_dir",
        type=_directory,
        metavar="DIR",
        help="save a checkpoint there after every epoch, or at max_steps; the last one stays",
    )
    cli.add_argument(
        "--resume_from",
        type=_directory,
        metavar="DIR",
        help="continue the training whose checkpoint is there, up to max_epochs; with --record_dir",
    )
    return cli


def parse(arguments: Sequence[str]) -> Options:
    """Read a command line. Exits with status 2 and one line on standard error if it is wrong."""
    cli = parser()
    values = vars(cli.parse_args(arguments))
    recorded_only = {
        "resume_from": None,
        "validate": False,
        "model": "linear",
        "trainer": "bare",
        "draws": False,
    }
    for name, default in recorded_only.items():
        if values[name] != default and not values["record_dir"]:
            cli.error(f"argument --{name}: allowed with argument --record_dir only")
    return Options(
        scenario=Scenario(**{item.name: values.pop(item.name) for item in fields(Scenario)}),
        **values,
    )
