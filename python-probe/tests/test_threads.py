"""Threads after the imports, and which of them a fork survives."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import pytest

from lddpr.threads import KINDS, TASKS, kind_of, threads

PR_SET_NAME = 15


def wait_for_end(thread: threading.Thread) -> None:
    thread.join()
    while (TASKS / str(thread.native_id)).exists():  # the system forgets it a little later
        sleep(0.01)


@contextmanager
def native_thread(name: str) -> Iterator[None]:
    """A thread of this process of which Python knows nothing, with that name."""
    started, end = threading.Event(), threading.Event()

    def run() -> None:
        ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode())
        started.set()
        end.wait()

    before = set(threading.enumerate())
    thread = threading.Thread(target=run)
    thread.start()
    started.wait()
    hidden = threading._active  # type: ignore[attr-defined]
    ident, kept = thread.ident, hidden.pop(thread.ident)
    try:
        assert set(threading.enumerate()) == before
        yield
    finally:
        hidden[ident] = kept
        end.set()
        wait_for_end(thread)


# a thread of the system -> what is said of it
NATIVE = {
    "jemalloc_bg_thd": [],
    "pt_autograd_0": ["pt_autograd_0, of torch"],
    "cuda-EvtHandlr": ["cuda-EvtHandlr, of CUDA"],
    "default-executo": ["default-executo, of gRPC"],
    "grpc_global_tim": ["grpc_global_tim, of gRPC"],
    "tokio-runtime-w": ["tokio-runtime-w, of Rust's tokio"],
    "ZMQbg/IO/0": ["ZMQbg/IO/0, of ZeroMQ"],
    "somebody": ["somebody, not of Python"],
    "jemalloc_bg_thd2": ["jemalloc_bg_thd2, not of Python"],
}


@pytest.mark.parametrize(("name", "said"), NATIVE.items())
def test_a_thread_of_a_library_is_named_unless_a_fork_survives_it(
    name: str, said: list[str]
) -> None:
    others = threads()
    with native_thread(name[:15]):
        if len(name) > 15:
            assert kind_of(name) is None
        else:
            assert sorted([*others, *said]) == threads()


def test_a_thread_of_python_is_named() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="agent")
    thread.start()
    try:
        assert "agent" in threads()
    finally:
        end.set()
        wait_for_end(thread)


def test_every_kind_has_a_reason_and_a_name_that_the_system_keeps() -> None:
    for kind in KINDS:
        assert kind.reason, kind
        assert kind.whose.startswith("of "), kind
