"""`just db psql`, `dump`, `restore`, `reset`, `clean` and `nuke`: chores on the development database, by PostgreSQL's own programs."""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tools.installation import install_group, version_of
from tools.services.ladder import Services, create_database
from tools.services.postgresql import binary
from tools.terminal import ToolError, heading, note, run, stop


class Database:
    """The development database, which runs already."""

    def __init__(self) -> None:
        self.services = Services()
        self.address = self.services.all_addresses()["DATABASE_URL"]
        self.name = urlsplit(self.address).path.removeprefix("/")

    def program(self, name: str, database: str | None = None, *words: str) -> list[str]:
        """The command line of one of PostgreSQL's programs, connected to a database. The password is not in it."""
        parts = urlsplit(self.address)
        address = parts._replace(
            netloc=parts.netloc.replace(f":{parts.password}@", "@"),
            path=f"/{database or self.name}",
        )
        if "DATABASE_URL" in self.services.needed and self.services.provider() == "compose":
            # Inside the container the server has its usual port.
            inside = urlunsplit(address._replace(netloc=f"{parts.username}@127.0.0.1"))
            terminal = [] if sys.stdin.isatty() and name == "psql" else ["--no-TTY"]
            return self.services.compose.command(
                "exec", *terminal, "--env", "PGPASSWORD", "postgresql", name, *words, inside
            )
        return [self.installed(name), *words, urlunsplit(address)]

    def installed(self, name: str) -> str:
        """The path of one of PostgreSQL's programs. One that is older than the server would refuse to work with it."""
        try:
            return str(binary(name))
        except ToolError:
            with self.administration() as server:
                needed = server.info.server_version // 10_000
        found = shutil.which(name)
        if found and version_of(found)[0] >= needed:
            return found
        heading(f"PostgreSQL's programs, because this machine has no {name} of version {needed}")
        install_group("services")
        return str(binary(name))

    def environment(self) -> dict[str, str]:
        password = unquote(urlsplit(self.address).password or "")
        variables = (
            self.services.compose.variables() if self.services.provider() == "compose" else {}
        )
        return {**os.environ, **variables} | ({"PGPASSWORD": password} if password else {})

    def administration(self) -> psycopg.Connection:
        """A connection to the server's own database, from which others are made and dropped."""
        address = urlsplit(self.address)._replace(scheme="postgresql", path="/postgres")
        return psycopg.connect(urlunsplit(address), autocommit=True)

    def drop(self, name: str) -> None:
        with self.administration() as server:
            server.execute(
                sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
            )


def psql(database: Database, words: Sequence[str]) -> int:
    """Open psql, or pass it words such as --command."""
    # The connection comes last, and psql takes options before it.
    return subprocess.run(
        database.program("psql", None, *words), env=database.environment(), check=False
    ).returncode


def dump(database: Database, file: Path) -> None:
    """Write the database to a file.

    Raises:
        ToolError: the file cannot be written, or pg_dump failed.
    """
    if file.is_dir() or not file.parent.is_dir():
        raise ToolError(f"{file} cannot be written: name a file in a folder that is there.")
    draft = file.with_name(f"{file.name}.draft")
    # People's data: nobody else on this machine may read it.
    draft.touch(mode=0o600)
    words = ["--format=custom", "--no-owner", "--no-privileges"]
    try:
        with draft.open("wb") as output:
            call(database.program("pg_dump", None, *words), database, stdout=output)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    note(f"{database.name} is in {file} ({file.stat().st_size:,} bytes)")


def from_caller(file: str) -> Path:
    """A file that somebody named in the folder where they called the recipe; recipes run at the project's top."""
    return Path(os.environ.get("CALLED_FROM", "")) / file


def require_file(file: Path) -> None:
    if not file.is_file():
        raise ToolError(f"There is no file {file}.")


def restore(database: Database, file: Path) -> None:
    """Replace the database by what a dump holds. If that fails, the database is as it was."""
    draft = f"{database.name}_restored"
    database.drop(draft)
    address = urlsplit(database.address)._replace(path=f"/{draft}")
    create_database(urlunsplit(address))
    words = ["--no-owner", "--no-privileges", "--exit-on-error"]
    try:
        target = database.program("pg_restore", draft, *words)
        with file.open("rb") as content:
            call([*target[:-1], f"--dbname={target[-1]}"], database, stdin=content)
        database.drop(database.name)
        with database.administration() as server:
            server.execute(
                sql.SQL("alter database {} rename to {}").format(
                    sql.Identifier(draft), sql.Identifier(database.name)
                )
            )
    finally:
        database.drop(draft)
    note(f"{database.name} is as it was in {file}")


def reset(database: Database) -> None:
    """Empty the database, migrate it and fill it with examples."""
    database.drop(database.name)
    create_database(database.address)
    for command in ("migrate", "seed"):
        run([sys.executable, "-m", "app", command], failure="The database is not ready")


def clean(database: Database) -> None:
    """Drop the databases that tests leave when they are interrupted. Tests that run at this moment lose theirs."""
    with database.administration() as server:
        names = server.execute("select datname from pg_database order by 1").fetchall()
    for (name,) in names:
        if re.fullmatch(rf"{re.escape(database.name)}_test_(template|gw\d+)", name):
            database.drop(name)
            note(f"{name} is deleted")


def nuke(database: Database) -> None:
    """Drop the database, and those of the tests."""
    clean(database)
    database.drop(database.name)
    note(f"{database.name} is deleted; `just db setup` makes a new one")


def call(
    command: Sequence[str],
    database: Database,
    *,
    stdin: IO[bytes] | None = None,
    stdout: IO[bytes] | None = None,
) -> None:
    result = subprocess.run(
        command, env=database.environment(), stdin=stdin, stdout=stdout, check=False
    )
    if result.returncode:
        raise ToolError(f"{Path(command[0]).name} failed. It says above why.")


def confirm(database: Database, *, confirmed: bool) -> None:
    """Let the person say which database they are about to lose."""
    if confirmed:
        return
    if not sys.stdin.isatty():
        raise ToolError(f"This deletes all data in {database.name}. Add --yes if that is meant.")
    if input(f"This deletes all data in {database.name}. Type its name: ") != database.name:
        raise ToolError("Nothing was changed.")


def main() -> None:
    parser = argparse.ArgumentParser(prog="just db", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("psql", help="further words go to psql")
    actions.add_parser("dump").add_argument("file", type=from_caller)
    actions.add_parser("clean")
    for name in ("restore", "reset", "nuke"):
        actions.add_parser(name).add_argument("--yes", action="store_true")
    actions.choices["restore"].add_argument("file", type=from_caller)
    words, others = parser.parse_known_args()
    if others and words.action != "psql":
        parser.error(f"unknown words: {' '.join(others)}")
    try:
        database = Database()
        match words.action:
            case "psql":
                raise SystemExit(psql(database, others))
            case "dump":
                dump(database, words.file)
            case "restore":
                require_file(words.file)
                confirm(database, confirmed=words.yes)
                restore(database, words.file)
            case "clean":
                clean(database)
            case "nuke":
                confirm(database, confirmed=words.yes)
                nuke(database)
            case "reset":
                confirm(database, confirmed=words.yes)
                reset(database)
    except ToolError as error:
        stop(error)


if __name__ == "__main__":
    main()
