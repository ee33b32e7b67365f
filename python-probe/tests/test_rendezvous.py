"""Ranks wait for the store of rank 0."""

from __future__ import annotations

import socket
from pathlib import Path
from threading import Timer
from time import monotonic

import pytest

from lddpr import rendezvous
from lddpr.launch import free_port


def environment(port: int, rank: int = 1) -> dict[str, str]:
    return {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "LOCAL_RANK": str(rank)}


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_port_is_served_once_somebody_listens(family: socket.AddressFamily) -> None:
    port = free_port([])
    with socket.socket(family) as server:
        try:
            server.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", port))
        except OSError:
            pytest.skip("no IPv6 here")
        assert not rendezvous.is_served(port)
        server.listen()
        assert rendezvous.is_served(port)


def test_it_waits_for_rank_0() -> None:
    port = free_port([])
    with socket.socket() as server:
        server.bind(("127.0.0.1", port))
        later = Timer(0.2, server.listen)
        start = monotonic()
        later.start()
        rendezvous.await_store(environment(port))
        assert monotonic() - start >= 0.2
        assert rendezvous.is_served(port)
        later.join()


def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendezvous, "SECONDS", 0.1)
    rendezvous.await_store(environment(free_port([])))


@pytest.mark.parametrize(
    "elsewhere",
    [
        {},
        environment(29_500, rank=0),
        environment(29_500) | {"MASTER_ADDR": "node1"},
        environment(29_500) | {"MASTER_PORT": "x"},
    ],
)
def test_it_waits_for_nobody_elsewhere(
    monkeypatch: pytest.MonkeyPatch, elsewhere: dict[str, str]
) -> None:
    monkeypatch.setattr(rendezvous, "SECONDS", float("inf"))
    rendezvous.await_store(elsewhere)


def test_without_proc_it_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rendezvous, "SOCKETS", (tmp_path / "tcp",))
    assert rendezvous.is_served(1)
