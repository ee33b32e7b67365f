"""Two hosts made of network namespaces: all that they share is one cable."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ADDRESSES = ("10.77.0.1", "10.77.0.2")  # of a network that nobody else can see


@dataclass(frozen=True)
class Host:
    """One of them; ``interface`` is its end of the cable."""

    name: str
    address: str
    interface: str

    def start(
        self, command: Sequence[str], env: Mapping[str, str], output: Path
    ) -> subprocess.Popen[bytes]:
        """Start a command there, in a session of its own."""
        with output.open("wb") as file:
            return subprocess.Popen(
                ["ip", "netns", "exec", self.name, *command],
                cwd=output.parent,
                env={**env, "GLOO_SOCKET_IFNAME": self.interface},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, timeout=10, capture_output=True)


def unavailable() -> str | None:
    """Why there can be no hosts here."""
    if os.geteuid() != 0:
        return "only root can make network namespaces"
    if not shutil.which("ip"):
        return "there is no ip command (the package iproute2)"
    name = f"lddpr-{os.getpid()}-try"
    try:
        ip("netns", "add", name)
    except subprocess.CalledProcessError as error:
        return f"no network namespaces here: {error.stderr.decode().strip()}"
    ip("netns", "del", name)
    return None


@contextmanager
def two_hosts() -> Iterator[list[Host]]:
    hosts = [
        Host(f"lddpr-{os.getpid()}-{number}", address, f"lddpr{os.getpid() % 10**7}{end}")
        for number, (address, end) in enumerate(zip(ADDRESSES, "ab", strict=True))
    ]
    first, second = hosts
    try:
        for host in hosts:
            ip("netns", "add", host.name)
        ip("link", "add", first.interface, "netns", first.name, "type", "veth",
           "peer", "name", second.interface, "netns", second.name)  # fmt: skip
        for host in hosts:
            within = ("-n", host.name)
            ip(*within, "addr", "add", f"{host.address}/24", "dev", host.interface)
            for interface in ("lo", host.interface):
                ip(*within, "link", "set", interface, "up")
        yield hosts
    finally:
        for host in hosts:
            subprocess.run(["ip", "netns", "del", host.name], check=False, capture_output=True)
