"""Losses and rates of one step, as exact literals."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import torch

MOST = 16
# Of optimizers in torch, and of those that are written like them.
RATES = ("lr", "betas", "momentum", "dampening", "weight_decay", "eps", "alpha", "rho", "lambd")


def losses_of(outputs: Any) -> list[str] | None:
    """Of what a training step gave; None where it gave no loss, as a manual one may."""
    loss = outputs.get("loss") if isinstance(outputs, dict) else outputs
    if not isinstance(loss, torch.Tensor):
        return None
    return [float(each).hex() for each in loss.detach().reshape(-1)[:MOST].tolist()]


def logged_by(trainer: Any) -> dict[str, str]:
    """What the step logged; of tensors with one element."""
    return {
        str(name): float(value).hex()
        for name, value in list(trainer.callback_metrics.items())[:MOST]
        if isinstance(value, torch.Tensor) and value.numel() == 1
    }


def rates_of(trainer: Any) -> list[str]:
    """Numbers that optimizers go by, of each group. What a release adds to them tells nothing."""
    groups = [group for optimizer in trainer.optimizers for group in optimizer.param_groups]
    found = []
    for group in groups[:MOST]:
        for name in RATES:
            value = group.get(name)
            each = value if isinstance(value, (list, tuple)) else [value]
            found += [float(number).hex() for number in each if number is not None]
    return found


def said_by(error: BaseException) -> str:
    """What an exception says; of one from a worker of a DataLoader, what it has said there."""
    lines = str(error).strip().splitlines() or [""]
    if len(lines) > 1 and lines[1].startswith("Original Traceback"):
        return lines[-1].removeprefix(f"{type(error).__name__}: ")
    return "\n".join(lines)


def place_of(error: BaseException, is_users: Callable[[str], bool]) -> str | None:
    """The last line of the user's that an exception passed: `train.py:25 in training_step`."""
    place = None
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if is_users(code.co_filename):
            file = os.path.relpath(code.co_filename)
            place = f"{file}:{traceback.tb_lineno} in {code.co_name}"
        traceback = traceback.tb_next
    return place
