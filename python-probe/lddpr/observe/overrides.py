"""Replaces arguments of the Trainer, which scripts write down: ``accelerator="gpu"``."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from lddpr.observe import settings

# module -> its class, and the arguments that this one takes; None: all of them
CLASSES = {
    f"{api}.trainer.{module}": (name, arguments)
    for api in ("lightning.pytorch", "pytorch_lightning")
    for module, name, arguments in (
        ("trainer", "Trainer", None),
        # Some libraries ask it which device there is before they build a Trainer.
        (
            "connectors.accelerator_connector",
            "_AcceleratorConnector",
            ("accelerator", "devices", "strategy", "precision", "num_nodes"),
        ),
    )
}


replaced: list[str] = []  # classes that take what is asked for


def install() -> None:
    """Have classes of a Lightning that is imported later take what is asked for."""
    asked = settings.read()
    if asked is not None and asked.trainer:
        sys.meta_path.insert(0, Finder(asked.trainer))


def replace(kind: Any, wanted: dict[str, Any], arguments: Sequence[str] | None) -> None:
    init: Callable[..., None] = kind.__init__

    @functools.wraps(init)  # LightningCLI reads the signature
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        named = {k: v for k, v in wanted.items() if arguments is None or k in arguments}
        return init(self, *args, **{**kwargs, **named})

    kind.__init__ = __init__


class Finder(MetaPathFinder):
    """Finds what the others find, and changes the class after its module has run."""

    def __init__(self, wanted: dict[str, Any]) -> None:
        self.wanted = wanted

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in CLASSES:
            return None
        name, arguments = CLASSES[fullname]
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None and spec.loader is not None:
                after = functools.partial(self.run, spec.loader.exec_module, name, arguments)
                spec.loader.exec_module = after  # type: ignore[method-assign]
                return spec
        return None

    def run(
        self,
        execute: Callable[[ModuleType], None],
        name: str,
        arguments: Sequence[str] | None,
        module: ModuleType,
    ) -> None:
        execute(module)
        replace(getattr(module, name), self.wanted, arguments)
        replaced.append(name)
