"""What a supervisor and its warm parents say to each other: one JSON line each, over own pipes."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import get_origin, get_type_hints


def of_python() -> str:
    """A fingerprint of the state of Python's generator. It is the same in two processes only if
    something has seeded it in both."""
    return blake2b(repr(random.getstate()).encode()).hexdigest()


class ParentError(Exception):
    """A warm parent does not do what was asked of it."""


@dataclass(frozen=True)
class Request:
    """One rank, please. Without ``flags`` it is a trial: a fork that ends at once."""

    flags: list[str]  # of lddpr.main
    environment: dict[str, str]
    output: str
    seeded: list[str]  # generators that the rank must leave as they are


@dataclass(frozen=True)
class Ready:
    """The imports are done."""

    generators: dict[str, str]  # fingerprints of what they have left
    at_start: str  # that of Python's before them
    unseeded: list[str]  # generators that they have not seeded
    threads: list[str]  # that run besides the first
    start_method: str  # how a DataLoader starts its workers here


@dataclass(frozen=True)
class Failed:
    """The imports are not possible."""

    message: str


@dataclass(frozen=True)
class Forked:
    pid: int


@dataclass(frozen=True)
class NotForked:
    reason: str


@dataclass(frozen=True)
class Ended:
    pid: int
    status: int  # negative if a signal ended it


Message = Request | Ready | Failed | Forked | NotForked | Ended
KINDS = {kind.__name__: kind for kind in (Request, Ready, Failed, Forked, NotForked, Ended)}


def write(message: Message) -> bytes:
    return json.dumps([type(message).__name__, asdict(message)]).encode() + b"\n"


def read(line: bytes) -> Message:
    """Raises ParentError unless it is a message, whole and of the right types."""
    try:
        name, fields = json.loads(line)
        kind = KINDS[name]
        for field, hint in get_type_hints(kind).items():
            if not isinstance(fields[field], get_origin(hint) or hint):
                raise TypeError(field)
        return kind(**fields)
    except (ValueError, TypeError, KeyError):
        raise ParentError(f"a warm parent has said {line[:200]!r}, which is no answer") from None
