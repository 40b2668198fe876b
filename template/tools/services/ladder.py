"""Which servers development uses: the ones the environment names, else containers, else local processes."""

import fcntl
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tools.environment.values import named
from tools.ports import project_ports
from tools.project import LOCAL
from tools.services.compose import Compose, available
from tools.services.local_server import LocalServer
from tools.services.mail import MailCatcher
from tools.services.postgresql import PostgreSQL
from tools.services.valkey import Valkey
from tools.terminal import ToolError, note

DIRECTORY = LOCAL / "services"
ADDRESS_FILE = LOCAL / "services.env"
#: Present while `just services up` asks for the services to stay.
KEPT = DIRECTORY / "kept"


class Services:
    """The services of this checkout.

    Several commands may need them at once (`just dev` and `just test`, say): each holds a lease while it runs, and the
    last one to leave stops what was started. `just services up` holds a lease of its own until `just services down`.
    """

    def __init__(self) -> None:
        environment = os.environ.get("ENVIRONMENT", "development")
        if environment not in {"development", "test"}:
            raise ToolError(
                f"These services are for development. ENVIRONMENT says {environment}: unset it."
            )
        make_private(DIRECTORY)
        self.ports = project_ports()
        self.compose = Compose(self.ports)
        self.servers: list[LocalServer] = [
            PostgreSQL(self.ports),
            Valkey(self.ports),
            MailCatcher(self.ports),
        ]
        #: The variables that nobody names, so that a server has to be started for each.
        self.needed = [server.variable for server in self.servers if not named(server.variable)]

    @contextmanager
    def leased(self) -> Generator[None]:
        """The services run inside this block; those that nobody else uses are stopped after it."""
        lease = DIRECTORY / f"lease-{os.getpid()}"
        # The lock on its file ends with the process, however that ends; so a lease never outlives its holder.
        with lease.open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            try:
                with self.alone():
                    self.start()
                yield
            finally:
                with self.alone():
                    lease.unlink(missing_ok=True)
                    self.stop_unless_used()

    def up(self) -> None:
        """Start what is needed and does not run, and keep it running until `down`."""
        with self.alone():
            self.start()
            KEPT.touch()

    def down(self) -> None:
        """Stop the services, whoever uses them."""
        with self.alone():
            KEPT.unlink(missing_ok=True)
            self.stop()

    def reset(self) -> None:
        """Stop the services and delete their data."""
        self.down()
        if self.needed and self.provider() == "compose":
            self.compose.reset()
        shutil.rmtree(DIRECTORY)
        ADDRESS_FILE.unlink(missing_ok=True)

    def provider(self) -> str:
        """`compose` or `local`. Remembered, because data would seem lost if a Docker engine that appears changed it."""
        file = DIRECTORY / "provider"
        if not file.exists():
            file.write_text("compose" if available() else "local")
        return file.read_text()

    def all_addresses(self) -> dict[str, str]:
        """The variables that point to all servers, the ones that somebody named included."""
        variables = [*(server.variable for server in self.servers), "MAIL_INBOX_URL"]
        return {name: value for name in variables if (value := named(name))} | self.addresses()

    def addresses(self) -> dict[str, str]:
        """The variables that point to the started servers."""
        if self.needed and self.provider() == "compose":
            return self.compose.addresses(self.needed)
        return {
            name: value
            for server in self.servers
            if server.variable in self.needed
            for name, value in server.addresses().items()
        }

    def start(self) -> None:
        """Start what does not run, write the addresses, and make sure that the database exists."""
        if self.needed and self.provider() == "compose":
            self.compose.up(self.needed)
        elif self.needed:
            for server in self.servers:
                if server.variable in self.needed and server.start():
                    note(f"{server.name} on 127.0.0.1:{server.port}")
        self.write_addresses()
        create_database(self.all_addresses()["DATABASE_URL"])

    def write_addresses(self) -> None:
        """Tell the product's programs where the servers are."""
        # Replaced in one step, because another command may read it at this moment.
        draft = ADDRESS_FILE.with_suffix(".draft")
        draft.touch(mode=0o600)
        draft.write_text(
            "# Written by `just services up`: where the servers of this checkout are.\n"
            + "".join(f"{name}={value}\n" for name, value in self.addresses().items())
        )
        draft.replace(ADDRESS_FILE)

    def stop(self) -> None:
        if self.needed and self.provider() == "compose":
            self.compose.down()
            return
        for server in reversed(self.servers):
            if server.stop():
                note(f"{server.name} stopped")

    def stop_unless_used(self) -> None:
        for lease in DIRECTORY.glob("lease-*"):
            if locked(lease):
                return
            lease.unlink()
        if not KEPT.exists():
            self.stop()

    @contextmanager
    def alone(self) -> Generator[None]:
        """Only one command at a time starts or stops services."""
        with (LOCAL / "services.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def make_private(directory: Path) -> None:
    """Make a folder that only this user can look into: mails and passwords lie there."""
    directory.mkdir(parents=True, exist_ok=True)
    directory.chmod(0o700)


def locked(file: Path) -> bool:
    """Whether a living process holds the lock on a file."""
    with file.open("r+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def create_database(address: str) -> None:
    """Make the database that an address names, if its server has none of that name.

    Raises:
        ToolError: no server answers there, or the user may not create databases.
    """
    parts = urlsplit(address)
    name = parts.path.removeprefix("/")
    try:
        with psycopg.connect(
            urlunsplit(parts._replace(scheme="postgresql", path="/postgres")), autocommit=True
        ) as connection:
            known = connection.execute("select from pg_database where datname = %s", [name])
            if known.fetchone() is None:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    except psycopg.Error as error:
        where = f"{parts.hostname}:{parts.port or 5432}"
        raise ToolError(f"PostgreSQL at {where}, database {name}: {str(error).strip()}") from None
