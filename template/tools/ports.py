"""The ports of this checkout.

They follow from the project's path, so that two checkouts never meet, and stay below 32768, where the range begins from
which the kernel hands out ephemeral ports. PORT_BASE in the environment or env/development.local.env overrides them.
"""

import hashlib
import socket
from dataclasses import dataclass
from pathlib import Path

import psutil

from tools.environment.values import named
from tools.project import ROOT
from tools.terminal import ToolError

LOWEST, HIGHEST, STEP = 20000, 31990, 10


@dataclass(frozen=True)
class Ports:
    """One port for each server of a checkout, counted from `base`."""

    base: int

    @property
    def product(self) -> int:
        return self.base

    @property
    def api(self) -> int:
        return self.base + 1

    @property
    def postgresql(self) -> int:
        return self.base + 2

    @property
    def redis(self) -> int:
        return self.base + 3

    @property
    def smtp(self) -> int:
        return self.base + 4

    @property
    def inbox(self) -> int:
        return self.base + 5


def base_of(path: str) -> int:
    """The port base that belongs to a project's path: the same path always gets the same one."""
    slots = (HIGHEST - LOWEST) // STEP + 1
    return LOWEST + STEP * (int(hashlib.sha256(path.encode()).hexdigest(), 16) % slots)


def project_ports() -> Ports:
    """The ports of this checkout.

    Raises:
        ToolError: PORT_BASE is not a number from 1024 to 32758.
    """
    chosen = named("PORT_BASE")
    if chosen is None:
        return Ports(base_of(str(ROOT)))
    if not chosen.isdecimal() or not 1024 <= int(chosen) <= 32758:
        raise ToolError(f"PORT_BASE is {chosen!r}. Give a number from 1024 to 32758.")
    return Ports(int(chosen))


def require_free(port: int, purpose: str) -> None:
    """Refuse to start where another program listens.

    Raises:
        ToolError: with the other program's name and process id, as far as they can be seen.
    """
    if answers(port):
        raise ToolError(
            f"Port {port} ({purpose}) is taken by {listener(port)}. Stop it, or put another PORT_BASE "
            "into env/development.local.env."
        )


def answers(port: int) -> bool:
    """Whether something on this machine accepts connections on a port of the loopback address."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def listener(port: int) -> str:
    """The program that listens on a port, in words."""
    try:
        for each in psutil.net_connections("tcp"):
            if each.status == psutil.CONN_LISTEN and each.laddr.port == port and each.pid:
                # What a process calls itself is not what somebody started: Node says MainThread.
                program = psutil.Process(each.pid)
                return f"{Path(program.exe()).name or program.name()} (process {each.pid})"
    except psutil.Error:
        pass
    return "another program"
