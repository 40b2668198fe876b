"""While the database is away nobody is anybody, and nobody is told that they are signed out."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.core.settings import settings
from tests.assertions import assert_problem
from tests.authentication import cookies_of_nobody
from tests.link import Link, pool_behind

SESSIONS = "/api/sessions"
CREDENTIALS = {"email": "ada@mail.example", "password": "seven quiet rivers"}


@pytest.fixture
def wire(committed_database: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Link]:
    """What the product reaches its database through."""
    with Link(settings().database_url) as link, pool_behind(link, monkeypatch):
        yield link


@pytest.fixture
def visitor(app: FastAPI, wire: Link) -> TestClient:
    """A browser that has been signed in."""
    return TestClient(app, raise_server_exceptions=False, cookies=cookies_of_nobody())


@pytest.mark.parametrize(
    ("method", "path", "body", "otherwise"),
    [
        ("GET", "/api/accounts/me", None, 401),
        ("PATCH", "/api/accounts/me", {"name": "Ada"}, 401),
        ("GET", SESSIONS, None, 401),
        ("POST", f"{SESSIONS}/end-others", None, 401),
        ("POST", f"{SESSIONS}/confirm", {"password": "seven quiet rivers"}, 401),
        ("POST", f"{SESSIONS}/sign-in", CREDENTIALS, 401),
        ("POST", f"{SESSIONS}/sign-out", None, 204),
        ("POST", f"{SESSIONS}/sign-up", {"email": "ada@mail.example"}, 202),
        ("POST", f"{SESSIONS}/reset-password", {"email": "ada@mail.example"}, 202),
    ],
)
def test_a_database_that_is_away_is_said_so(
    visitor: TestClient,
    wire: Link,
    method: str,
    path: str,
    body: dict[str, str] | None,
    otherwise: int,
) -> None:
    wire.cut()

    answer = visitor.request(method, path, json=body)

    assert_problem(answer, 503, "unavailable")
    assert answer.headers["Retry-After"]
    # The cookie stays: when the database is back, so is the session.
    assert "Set-Cookie" not in answer.headers
    wire.mend()
    assert visitor.request(method, path, json=body).status_code == otherwise
