"""The databases of the tests: a template that is migrated once, and a copy of it for each pytest process.

Their names come from the development database's, so that they lie on the same server and never are that database.
"""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from app.core.project import ROOT

#: What may be dropped.
DISPOSABLE = re.compile(r".+_test_(template|gw\d+)")
LOCK = 5_477_236_002


def worker_number() -> int:
    """Which of the parallel pytest processes this is, counted from 0, or on from those of another run beside this one."""
    first = int(os.environ.get("FIRST_TEST_PROCESS", "0"))
    return first + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def worker_database_url(development_url: str, suffix: str) -> str:
    """The address of a test database next to the one that an address names."""
    parts = urlsplit(development_url)
    return urlunsplit(parts._replace(scheme="postgresql", path=f"{parts.path}_test_{suffix}"))


def worker_redis_url(development_url: str, number: int) -> str:
    """The address of the logical Redis database of one pytest process."""
    parts = urlsplit(development_url)
    index = int(parts.path.removeprefix("/") or 0) + 1 + number
    return urlunsplit(parts._replace(path=f"/{index}"))


def name_of(url: str) -> str:
    """The database that an address names.

    Raises:
        RuntimeError: it is none of the tests'. They drop and empty what they use.
    """
    name = urlsplit(url).path.removeprefix("/")
    if not DISPOSABLE.fullmatch(name):
        raise RuntimeError(f"{name} is no database of the tests. They will not touch it.")
    return name


@contextmanager
def fresh_database(url: str) -> Generator[None]:
    """A new copy of the migrated template at this address, for as long as the block runs.

    Raises:
        RuntimeError: another run of the tests uses it.
    """
    name, template_url = name_of(url), re.sub(r"_gw\d+$", "_template", url)
    with administration(url) as server:
        taken = server.execute("select pg_try_advisory_lock(%s, hashtext(%s))", [1, name])
        if taken.fetchone() != (True,):
            raise RuntimeError(f"Another run of the tests uses {name}. Wait until it has ended.")
        server.execute("select pg_advisory_lock(%s)", [LOCK])
        prepare_template(server, template_url)
        drop(server, name)
        server.execute(
            sql.SQL("create database {} template {}").format(
                sql.Identifier(name), sql.Identifier(name_of(template_url))
            )
        )
        server.execute("select pg_advisory_unlock(%s)", [LOCK])
        yield
        drop(server, name)


@contextmanager
def spare_database(url: str, mark: str, *, migrated: bool = False) -> Generator[str]:
    """The address of another database next to a worker's own, for as long as the block runs. `mark` is made of digits."""
    address = f"{url}{mark}"
    name = name_of(address)
    source = re.sub(r"_gw\d+$", "_template", name) if migrated else "template1"
    with administration(address) as server:
        drop(server, name)
        server.execute(
            sql.SQL("create database {} template {}").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )
        yield address
        drop(server, name)


def prepare_template(server: psycopg.Connection, url: str) -> None:
    """Have a template that has been through all migrations as they are now."""
    name, wanted = name_of(url), migrations_digest()
    found = server.execute(
        "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [name]
    ).fetchone()
    if found == (wanted,):
        return
    drop(server, name)
    server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    migrate(url)
    server.execute(
        sql.SQL("comment on database {} is {}").format(sql.Identifier(name), sql.Literal(wanted))
    )


def migrate(url: str) -> None:
    """Run the product's own command on a database.

    Raises:
        RuntimeError: it failed; with what it said.
    """
    result = subprocess.run(
        [sys.executable, "-m", "app", "migrate"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise RuntimeError(f"The migrations failed:\n{result.stdout}{result.stderr}")


def drop(server: psycopg.Connection, name: str) -> None:
    if not DISPOSABLE.fullmatch(name):
        raise RuntimeError(f"{name} is no database of the tests.")
    server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def migrations_digest() -> str:
    """Changes when a migration does."""
    digest = hashlib.sha256()
    for file in sorted((ROOT / "migrations").rglob("*.py")):
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


@contextmanager
def administration(url: str) -> Generator[psycopg.Connection]:
    """A connection to the server's own database, from which others are made and dropped."""
    address = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection
