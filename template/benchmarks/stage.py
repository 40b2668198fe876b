"""Where the benchmarks take place: a database and servers of their own."""

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql
from sqlalchemy import create_engine, text
from sqlmodel import Session

from app.accounts.models import User
from app.core.project import ROOT, project
from app.core.settings import settings, settings_of
from app.sessions.cookies import cookie_name
from app.sessions.repository import SqlSessions
from app.sessions.service import start_session
from app.sessions.settings import SessionSettings
from benchmarks.load import Load, Result
from benchmarks.resource import Entry
from tools.ports import answers
from tools.terminal import ToolError

PORTS = range(19300, 19340)
#: The application that is the product with all that is its own.
PRODUCT = "benchmarks.product:create"
ROWS = 1000


@dataclass(frozen=True)
class Stage:
    """A database with one person and their entries; `cookie` is that person's."""

    environment: dict[str, str]
    cookie: str
    owner: User

    def load(self, port: int, path: str, **options: Any) -> Load:
        """Requests of that person's to an application."""
        return Load(port=port, path=path, host=project().domain, cookie=self.cookie, **options)

    @contextmanager
    def connection(self) -> Generator[psycopg.Connection]:
        """A connection for what no application measures."""
        with psycopg.connect(self.environment["DATABASE_URL"], autocommit=True) as connection:
            yield connection


@contextmanager
def stage() -> Generator[Stage]:
    """Set up the database, and drop it after the block."""
    address = urlsplit(settings().database_url.replace("+psycopg", ""))
    name = f"{address.path.removeprefix('/')}_benchmark"
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    with psycopg.connect(urlunsplit(address._replace(path="/postgres")), autocommit=True) as server:
        server.execute(drop)
        server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            yield prepare(urlunsplit(address._replace(path=f"/{name}")))
        finally:
            server.execute(drop)


def redis_of_their_own() -> str:
    """The last of a server's usual databases, which neither development nor tests use."""
    return urlunsplit(urlsplit(settings().redis_url)._replace(path="/15"))


def prepare(url: str) -> Stage:
    environment = {**os.environ, "ENVIRONMENT": "production", "DATABASE_URL": url}
    # What the environment's files say is not read in production.
    environment |= {"REDIS_URL": redis_of_their_own(), "SMTP_URL": settings().smtp_url}
    pepper = ",".join(settings_of(SessionSettings).session_pepper)
    environment |= {"TWO_FACTOR_KEY": secrets.token_hex(32), "SESSION_PEPPER": pepper}
    subprocess.run(
        [sys.executable, "-m", "app", "migrate"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    engine = create_engine(url.replace("://", "+psycopg://"))
    with Session(engine, expire_on_commit=False) as session:
        session.connection().execute(text("create extension if not exists pg_trgm"))
        vars(Entry)["__table__"].create(session.connection())
        owner = User(email="ada@example.org", name="Ada Example")
        session.add(owner)
        session.flush()
        session.add_all(
            Entry(
                owner_id=owner.id, title=f"Entry {number}", body=f"What entry {number} says. " * 8
            )
            for number in range(ROWS)
        )
        token = start_session(SqlSessions(session), owner.id)
        session.commit()
    engine.dispose()
    return Stage(environment, f"{cookie_name(secure=True)}={token}", owner)


@contextmanager
def server(stage: Stage, factory: str) -> Generator[int]:
    """An application served by one process, as in production. Gives the port.

    Each tells its log of each request, because each is served as whoever wrote it would serve it: the product by its own
    `serve_web`, the others by Uvicorn as it comes, with its access log. Where that goes, nobody reads.
    """
    port = next(port for port in PORTS if not answers(port))
    its_own = f"from app.core.processes import serve_web; serve_web({factory!r})"
    words = ["-c", its_own] if factory == PRODUCT else ["-m", "uvicorn", "--factory", factory]
    with TemporaryFile("w+") as complaints:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            # Uvicorn reads its options from variables with its name before them, the product from those without.
            env={**stage.environment, "PORT": str(port), "UVICORN_PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        )
        try:
            while not answers(port):
                if process.poll() is not None:
                    complaints.seek(0)
                    raise ToolError(f"{factory} did not start:\n{complaints.read()}")
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()
            process.wait()


def send(load: Load) -> Result:
    """Send a load from another process."""
    words = [sys.executable, "-m", "benchmarks.load", json.dumps(asdict(load))]
    result = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return Result(**json.loads(result.stdout))
