"""Rounds the weights of a training otherwise, so that its later steps show what rounding does."""

from __future__ import annotations

from typing import Any

import torch

COARSE = 1e-4  # 16 bits: more than one step of those is no rounding


def round_otherwise(module: Any, number: int) -> None:
    """Move each weight up or down by 4**number of the steps that its type can tell, on all ranks
    alike; of 16 bits by one. Which way is that bit of its place in its tensor. Nothing is drawn.
    """
    with torch.no_grad():
        for weight in module.parameters():
            if weight.is_floating_point():
                places = torch.arange(weight.numel(), device=weight.device)
                signs = ((places >> number) % 2 * 2 - 1).to(weight.dtype)
                step = torch.finfo(weight.dtype).eps
                factors = 1 + (step if step > COARSE else step * 4**number) * signs
                weight.mul_(factors.view(weight.shape))
