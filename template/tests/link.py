"""A link to a server that a test can cut and mend: to those who use it, the server has stopped and started again."""

import contextlib
import socket
import threading
from collections.abc import Generator
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

import pytest
from sqlalchemy import Engine

from app.core import connections, database, health
from app.core.settings import settings


class Link:
    """Passes on what comes to a port of its own, until it is cut."""

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)
        self.target = (self.parts.hostname or "", self.parts.port or 0)
        self.lock = threading.Lock()
        self.connections: list[socket.socket] = []
        self.port = 0
        self.mend()

    @property
    def url(self) -> str:
        """The server's address, through this link."""
        account = self.parts.netloc.rpartition("@")[0]
        place = f"127.0.0.1:{self.port}"
        return urlunsplit(self.parts._replace(netloc=f"{account}@{place}" if account else place))

    def mend(self) -> None:
        """Take connections, on the same port as before."""
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def cut(self) -> None:
        """Refuse connections, and break those that are there."""
        close(self.listener)
        with self.lock:
            while self.connections:
                close(self.connections.pop())

    def accept(self, listener: socket.socket) -> None:
        while True:
            try:
                here, _ = listener.accept()
            except OSError:
                return
            there = socket.create_connection(self.target)
            with self.lock:
                self.connections += [here, there]
            for source, sink in ((here, there), (there, here)):
                threading.Thread(target=pump, args=(source, sink), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.cut()


def pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    close(source)
    close(sink)


def close(connection: socket.socket) -> None:
    # Closing alone would not wake a thread that waits for it.
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


@contextlib.contextmanager
def pool_behind(
    link: Link, monkeypatch: pytest.MonkeyPatch, **other_settings: Any
) -> Generator[Engine]:
    """Have this process reach its database through a link, by a pool of the product's own kind."""
    changed = settings().model_copy(update={"database_url": link.url, **other_settings})
    monkeypatch.setattr(connections, "settings", lambda: changed)
    for name in ("reading_engine", "engine"):
        created = getattr(connections, name).__wrapped__()
        for module in (connections, database, health):
            monkeypatch.setattr(module, name, lambda created=created: created, raising=False)
    engine = connections.engine()
    yield engine
    engine.dispose()
