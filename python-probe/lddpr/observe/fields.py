"""What an instance has: attributes and slots of its own, and whether that is all."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any

MANAGED_DICT = 1 << 4  # of a class, in __flags__


def fields(value: Any) -> Iterator[tuple[str, Any]]:
    """Attributes that an instance has itself; no property and no ``__getattr__`` runs."""
    try:
        held = object.__getattribute__(value, "__dict__")
    except AttributeError:
        held = {}
    yield from sorted(((str(name), each) for name, each in held.items()), key=lambda pair: pair[0])
    for name, member in slots(type(value)):
        try:
            yield name, member.__get__(value)
        except AttributeError:
            continue


def slots(kind: type) -> list[tuple[str, Any]]:
    return [
        (name, member)
        for each in kind.__mro__
        for name, member in vars(each).items()
        if isinstance(member, types.MemberDescriptorType) and "__slots__" in vars(each)
    ]


def hides(kind: type) -> bool:
    """Whether instances have more than fields and slots, as ``copyreg`` finds it out."""
    pointer = tuple.__itemsize__
    known = object.__basicsize__ + pointer * len(slots(kind))
    known += pointer * (kind.__dictoffset__ > 0 and not kind.__flags__ & MANAGED_DICT)
    known += pointer * (kind.__weakrefoffset__ > 0)
    return kind.__itemsize__ > 0 or kind.__basicsize__ > known
