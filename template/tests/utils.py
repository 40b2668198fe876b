"""Steps that several tests take."""

import os
import socket
from collections.abc import Iterable
from pathlib import Path

from fastapi.testclient import TestClient
from redis import Redis
from sqlmodel import Session

from app.accounts.models import User
from app.core.jobs.sweeping import key_of
from app.core.settings import settings
from tests.authentication import cookies_of


def sign_in(client: TestClient, database: Session, user: User) -> TestClient:
    """Make a client somebody's browser, without the work of signing in."""
    cookies = cookies_of(database, user)
    database.commit()
    client.cookies.update(cookies)
    return client


def published_jobs(queue: str = "default") -> int:
    """How many jobs the broker holds on a queue."""
    with Redis.from_url(settings().redis_url) as redis:
        return int(redis.llen(key_of(queue)))


def from_where_called(tests: Iterable[str], called_from: Path, root: Path) -> list[str]:
    """Paths of tests as somebody wrote them in another folder of the project, from the project's own folder on."""

    def translated(test: str) -> str:
        path, colons, name = test.partition("::")
        there = called_from / path
        if (root / path).exists() or not there.exists():
            return test
        return os.path.relpath(there, root) + colons + name

    return [translated(test) for test in tests]


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
