"""Breaks a module right after it has been executed, before anybody else sees it.

A patch is installed as ``sitecustomize``, which every process of the environment imports: the
probe's supervisor, its warm parents, and the ranks that Lightning's launcher starts. This imports
nothing that is to be broken, so that the supervisor does without torch, as always.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

Break = Callable[[ModuleType], object]

APPLIED = Path(__file__).with_name("applied")  # tells the trial that the fault was really there


class AfterImport:
    """A finder that asks the regular one, and has a module broken as soon as it is executed."""

    def __init__(self) -> None:
        self.breaks: dict[str, list[Break]] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        breaks = self.breaks.get(name)
        spec = PathFinder.find_spec(name, path, target) if breaks else None
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            for each in breaks or ():
                apply(each, module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def apply(breaks: Break, module: ModuleType) -> None:
    APPLIED.touch()
    breaks(module)


FINDER = AfterImport()
sys.meta_path.insert(0, FINDER)  # type: ignore[arg-type]


def after(name: str) -> Callable[[Break], Break]:
    """Decorates a function that is given the module of that name once, and breaks it."""

    def register(breaks: Break) -> Break:
        if name in sys.modules:
            apply(breaks, sys.modules[name])
        else:
            FINDER.breaks.setdefault(name, []).append(breaks)
        return breaks

    return register


def instead_of(owner: object, name: str) -> Callable[[Callable], Callable]:
    """Decorates what is called in the place of a function, with the right one before its arguments."""

    def replace(broken: Callable) -> Callable:
        right = getattr(owner, name)

        @functools.wraps(right)
        def call(*args: object, **options: object) -> object:
            return broken(right, *args, **options)

        setattr(owner, name, call)
        return broken

    return replace


def local_rank() -> int:
    """The rank of this process, to be asked when it runs: a warm parent does not know it yet."""
    return int(os.environ.get("LOCAL_RANK", "0"))
