"""Generators that are none of the global ones, by the name of their place."""

from __future__ import annotations

import functools
import gc
import random
import sys
import sysconfig
import types
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import torch

DEPTH = 6
DEPTH_OF_GLOBALS = 4
EACH = 64  # of a container
ALL = 20_000  # objects of one walk
MOST = 64  # generators
LEAVES = (str, bytes, bytearray, int, float, complex, type(None), torch.Tensor, torch.Size, type)
CODE = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType)

NO_HOLDERS = ("_parameters", "_buffers", "_trainer", "_fabric")  # of a module
NO_OWNERS = (*CODE, list, tuple, types.FrameType, types.CellType)


def kinds() -> tuple[type, ...]:
    """The classes of generators that this process knows."""
    numpy = sys.modules.get("numpy")
    of_numpy = (numpy.random.Generator, numpy.random.RandomState) if numpy else ()
    return (random.Random, torch.Generator, *of_numpy)


def global_ones() -> set[int]:
    numpy = sys.modules.get("numpy")
    found = [getattr(random, "_inst", None), torch.default_generator]
    found += getattr(torch.cuda, "default_generators", ())
    if numpy:
        found.append(numpy.random.mtrand._rand)
    return {id(each) for each in found}


def find(roots: dict[str, Any], heap: bool = False) -> list[tuple[str, Any]]:
    """Name and generator of all that can be found, each once and under its first name.

    In this order: what can be reached from ``roots``, by ``dataset.transform.rng``; from globals of
    modules that are neither Python's nor installed, by ``train.rng``; with ``heap`` whatever else
    the garbage collector knows, by ``Class.attribute`` of what holds it.
    """
    wanted = kinds()
    known = global_ones()
    found: dict[str, Any] = {}

    def add(name: str, generator: Any) -> None:
        if id(generator) in known or len(found) >= MOST:
            return
        known.add(id(generator))
        unique = next(each for each in numbered(name) if each not in found)
        found[unique] = generator

    for place, generator in walk([(root, name) for name, root in roots.items()], DEPTH, wanted):
        add(place, generator)
    for name, module in user_modules():
        values = [
            (value, f"{name}.{attribute}")
            for attribute, value in list(vars(module).items())
            if not attribute.startswith("__")
        ]
        for place, generator in walk(values, DEPTH_OF_GLOBALS, wanted):
            add(place, generator)
    if heap:
        exact = set(wanted)
        unknown = [o for o in gc.get_objects() if type(o) in exact and id(o) not in known]
        names = holders(unknown)
        for each in unknown:
            if names.get(id(each)):
                add(str(names[id(each)]), each)
    return list(found.items())


def numbered(name: str) -> Iterator[str]:
    yield name
    for number in range(2, MOST + 2):
        yield f"{name}~{number}"


def user_modules() -> Iterator[tuple[str, types.ModuleType]]:
    """Those that somebody wrote for this training; a script goes by its file in every process."""
    seen = set()
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if not isinstance(module, types.ModuleType) or not isinstance(file, str):
            continue
        if file in seen or not is_users(file):
            continue
        seen.add(file)
        yield Path(file).stem if name in ("__main__", "__mp_main__") else name, module


@functools.cache
def libraries() -> tuple[str, ...]:
    """Directories of what is no user's code: Python's own, what is installed, and we."""
    paths = sysconfig.get_paths()
    named = [paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")]
    ours = str(Path(__file__).absolute().parents[1])
    both = {each for name in named for each in (name, str(Path(name).resolve()))}
    return (*(f"{each}/" for each in both), f"{ours}/")


@functools.cache
def is_users(file: str) -> bool:
    """A file that is neither a library's nor ours, nor made up by an interpreter."""
    if file.startswith("<"):
        return False
    away = ("/site-packages/" in file) or ("/dist-packages/" in file)
    return not away and not str(Path(file).absolute()).startswith(libraries())


def walk(
    roots: list[tuple[Any, str]], depth: int, wanted: tuple[type, ...]
) -> Iterator[tuple[str, Any]]:
    """Generators that attributes and items lead to, breadth first: the shortest name wins."""
    seen: set[int] = set()
    waiting = roots
    for _ in range(depth + 1):
        following: list[tuple[Any, str]] = []
        for value, place in waiting:
            if id(value) in seen or len(seen) > ALL:
                continue
            seen.add(id(value))
            kind = type(value)  # never isinstance, which wakes lazy objects
            if issubclass(kind, wanted):
                yield place, value
            elif not issubclass(kind, (*LEAVES, *CODE)) and not is_ours(kind):
                following.extend(parts(value, place))
        waiting = following


def is_ours(kind: type) -> bool:
    """The callback that watches, which holds what was found before."""
    return kind.__name__ == "Observer" and hasattr(kind, "of_lddpr")


def parts(value: Any, place: str) -> Iterator[tuple[Any, str]]:
    """What ``value`` holds, with its place. No attribute is computed: properties do not run."""
    kind = type(value)
    if issubclass(kind, dict):
        for key, each in list(islice(dict.items(value), EACH)):
            yield each, f"{place}[{key!r}]" if type(key) in (str, int) else f"{place}[…]"
    elif issubclass(kind, (list, tuple)):
        base = list if issubclass(kind, list) else tuple
        for index, each in enumerate(islice(base.__iter__(value), EACH)):
            yield each, f"{place}[{index}]"
    elif issubclass(kind, functools.partial):
        yield value.func, f"{place}.func"
        yield value.args, f"{place}.args"
        yield value.keywords, f"{place}.keywords"
    else:
        yield from attributes(value, place)


def attributes(value: Any, place: str) -> Iterator[tuple[Any, str]]:
    try:
        held = object.__getattribute__(value, "__dict__")
    except AttributeError:
        held = {}
    for name, each in list(held.items()):
        if name == "_modules" and isinstance(each, dict):  # of a torch module
            for child, module in each.items():
                yield module, f"{place}.{child}"
        elif name not in NO_HOLDERS:
            yield each, f"{place}.{name}"
    for kind in type(value).__mro__:
        slots = vars(kind).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            member = vars(kind).get(name)
            if isinstance(member, types.MemberDescriptorType):
                try:
                    yield member.__get__(value), f"{place}.{name}"
                except AttributeError:
                    continue


def holders(generators: list[Any]) -> dict[int, str | None]:
    """``Class.attribute`` of what holds each, by its id; None where that is a library's own."""
    names: dict[int, str | None] = {}
    wanted = set(map(id, generators))

    def note(owner: Any) -> None:
        for value, place in attributes(owner, ""):
            if id(value) in wanted:
                names.setdefault(id(value), of_class(owner, place[1:]))

    dictionaries = {}
    for holder in gc.get_referrers(*generators):
        if type(holder) is dict:
            dictionaries[id(holder)] = holder
        elif not issubclass(type(holder), NO_OWNERS):
            note(holder)
    for owner in gc.get_referrers(*dictionaries.values()):
        if not issubclass(type(owner), (*NO_OWNERS, dict)):
            note(owner)
    return names


def of_class(owner: Any, attribute: str) -> str | None:
    """None where a library's class holds a generator for itself, such as tempfile's."""
    kind = owner if isinstance(owner, type) else type(owner)
    module = sys.modules.get(kind.__module__)
    root = kind.__module__.partition(".")[0]
    file = getattr(module, "__file__", None)
    stdlib = tuple(each for each in libraries() if "site-packages" not in each)
    installed = file and ("/site-packages/" in file or "/dist-packages/" in file)
    if root in ("torch", "lightning", "pytorch_lightning", "lightning_fabric"):
        return None
    if installed and owner is kind:  # of all that use the library, as SymPy's for its dummies
        return None
    if file and not installed and file.startswith(stdlib):
        return None
    return f"{kind.__qualname__}.{attribute}"
