"""A wire to a real server that a test can cut and mend, as a server that goes away and comes back."""

import contextlib
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager


class Wire:
    """Passes on what comes to `port`. Connecting to a cut wire is refused, as with a server that is not there."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.server = server
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port: int = probe.getsockname()[1]
        self.listener: socket.socket | None = None
        self.ends: list[socket.socket] = []

    def mend(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def cut(self) -> None:
        if self.listener is not None:
            # Closing alone would not wake the thread that waits in it.
            with contextlib.suppress(OSError):
                self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
        self.listener = None
        for end in self.ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self.server)
                self.ends += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=pump, args=(source, target), daemon=True).start()


def pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while content := source.recv(65_536):
            target.sendall(content)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire_to(host: str, port: int) -> Generator[Wire]:
    wire = Wire((host, port))
    wire.mend()
    try:
        yield wire
    finally:
        wire.cut()
