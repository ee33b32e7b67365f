"""What a supervisor and its warm parents say to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lddpr.protocol import (
    Ended,
    Failed,
    Forked,
    Message,
    NotForked,
    ParentError,
    Ready,
    Request,
    read,
    write,
)

MESSAGES: list[Message] = [
    Request(["--seed=7"], {"LOCAL_RANK": "1"}, "output.txt", ["numpy"]),
    Ready({"torch": "1"}, "2", ["numpy"], ["agent"], "fork"),
    Failed("no torch"),
    Forked(7),
    NotForked("no memory"),
    Ended(7, -9),
]


@pytest.mark.parametrize("message", MESSAGES, ids=[type(each).__name__ for each in MESSAGES])
def test_what_is_written_is_read(message: Message) -> None:
    line = write(message)
    assert line.count(b"\n") == 1
    assert read(line) == message


STRANGE = [
    b"",
    b"hello",
    b"{}",
    b"7",
    b'"Forked"',
    b"[]",
    b'["Forked"]',
    b'["Forked", {}]',
    b'["Forked", {"pid": "7"}]',
    b'["Forked", {"pid": 7, "more": 1}]',
    b'["Forked", 7]',
    b'["Stopped", {"pid": 7}]',
    b'[["Forked"], {"pid": 7}]',
    b"\xff",
]


@pytest.mark.parametrize("line", STRANGE)
def test_anything_else_is_one_error(line: bytes) -> None:
    with pytest.raises(ParentError, match="which is no answer"):
        read(line)


@given(st.binary())
def test_whatever_it_is(line: bytes) -> None:
    with pytest.raises(ParentError):
        read(line)
