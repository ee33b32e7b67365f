"""The tensors of a training, by what they are part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import torch

Named = Iterable[tuple[str, Any]]

FEW = 3  # first steps whose tensors are recorded; then each power of two
SKETCHED = ("weights", "buffers", "gradients")
FRAMEWORKS = ("lightning", "pytorch_lightning")
SCORING = ("Checkpoint", "EarlyStopping")


def due(step: int) -> bool:
    return step < FEW or step & (step - 1) == 0


def held_by_module(module: Any) -> Iterator[tuple[str, Named]]:
    yield "weights", module.named_parameters()
    buffers = list(module.named_buffers())
    if buffers:
        yield "buffers", buffers


def held_by_optimizers(trainer: Any) -> Iterator[tuple[str, Named]]:
    for number, optimizer in enumerate(trainer.optimizers):
        named = [
            (f"{group}.{position}.{name}", value)
            for group, options in enumerate(optimizer.param_groups)
            for position, parameter in enumerate(options["params"])
            for name, value in sorted(optimizer.state.get(parameter, {}).items())
        ]
        yield f"optimizer.{number}", named


def held_by_callbacks(callbacks: Iterable[Any]) -> Iterator[tuple[str, Named]]:
    """Models and tensors that a callback keeps, as an average of the weights."""
    for callback in callbacks:
        if keeps_scores(callback):
            continue
        for name, value in list(getattr(callback, "__dict__", {}).items()):
            named = tensors_in(value)
            if named:
                yield f"copies.{type(callback).__qualname__}.{name}", named


def keeps_scores(callback: Any) -> bool:
    """Checkpoints and early stopping of Lightning hold losses, by paths that runs do not share."""
    return any(
        base.__name__ in SCORING and base.__module__.split(".")[0] in FRAMEWORKS
        for base in type(callback).__mro__
    )


def tensors_in(value: Any) -> list[tuple[str, torch.Tensor]]:
    if isinstance(value, torch.nn.Module):
        return [(n, each) for n, each in value.state_dict().items() if torch.is_tensor(each)]
    if isinstance(value, torch.Tensor):
        return [("", value)]
    if isinstance(value, dict):
        named = [(str(key), each) for key, each in value.items()]
    elif isinstance(value, (list, tuple)):
        named = [(str(index), each) for index, each in enumerate(value)]
    else:
        return []
    return named if named and all(torch.is_tensor(each) for _, each in named) else []


def gradients(module: Any, optimizer: Any) -> Named:
    """Those of the parameters of one optimizer."""
    mine = {id(each) for group in optimizer.param_groups for each in group["params"]}
    return [
        (name, each.grad)
        for name, each in module.named_parameters()
        if each.grad is not None and id(each) in mine
    ]
