"""An application served by Uvicorn in this process, for what only a real connection shows."""

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from app.core.protocol import Protocol


@contextmanager
def served(app: ASGIApp, **options: Any) -> Generator[int]:
    """The port at which the application listens for as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        options = {"http": Protocol, "lifespan": "off", "log_config": None, **options}
        config = uvicorn.Config(app, access_log=False, **options)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        port: int = listener.getsockname()[1]
        # Connections are queued from the moment the socket listens, so nobody has to wait for the server's start.
        yield port
        server.should_exit = True
        thread.join()


def ask(port: int, request: bytes) -> bytes:
    """All that the server answers to these bytes until it closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while received := connection.recv(65_536):
            answer += received
        return answer
