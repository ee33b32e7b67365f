"""Leaves nothing behind after any end, and reports the first error."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

SOCKET_NAME = 104  # the shortest limit of any system


def at_the_end(stack: ExitStack, act: Callable[..., object], *arguments: Any) -> None:
    """Clean up in any case. A failure of that must not hide why the end has come."""

    def quietly() -> None:
        with suppress(Exception):
            act(*arguments)

    stack.callback(quietly)


def temporary_place(*candidates: Path) -> Path:
    """The first directory in which a name of a DataLoader's socket is not too long: a worker that
    cannot open one says so and hangs."""
    for place in candidates:
        socket = place.resolve() / "lddpr-12345678/pymp-12345678/listener-12345678"
        if len(os.fsencode(socket)) < SOCKET_NAME:
            return place.resolve()
    return candidates[-1]
