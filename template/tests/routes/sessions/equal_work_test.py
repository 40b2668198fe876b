"""Nothing tells a stranger whether an address is known: neither words nor the clock.

What takes time is counted instead of timed: passwords hashed, statements sent to the database, jobs asked for, and asked Redis.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pwdlib import PasswordHash
from redis import Redis
from sqlalchemy import event
from sqlmodel import Session

from app.core.database import engine
from app.core.models import utc_now
from app.sessions.passwords.hashing import check_password
from tests.factories.accounts import UserFactory
from tests.factories.sessions import AuthenticatorFactory, PasswordFactory


@pytest.fixture
def work(database: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the requests since the last look have done, in its order."""
    done: list[str] = []

    def watch(name: str, kind: type, method: str) -> None:
        original = getattr(kind, method)

        def watched(self: object, *words: Any, **options: Any) -> Any:
            done.append(name)
            return original(self, *words, **options)

        monkeypatch.setattr(kind, method, watched)

    def watch_statement(_: object, __: object, statement: str, *___: object) -> None:
        done.append(statement)

    # The hash that nobody's password has is made once in a process.
    check_password("warm up", None)
    watch("a password is checked", PasswordHash, "verify_and_update")
    watch("a password is hashed", PasswordHash, "hash")
    watch("Redis is asked", Redis, "execute_command")
    event.listen(engine(), "before_cursor_execute", watch_statement)
    yield done
    event.remove(engine(), "before_cursor_execute", watch_statement)


def ask(client: TestClient, work: list[str], path: str, words: dict[str, str]) -> tuple[Any, ...]:
    """The answer as anybody sees it, but for what is made at random, and the work for it."""
    work.clear()
    answer = client.post(f"/api/sessions/{path}", json=words)
    seen = answer.json()
    random = {"secret", "request_id"} & set(seen or ())
    told = (seen or {}) | {name: len(seen[name]) for name in random}
    headers = {name: text for name, text in answer.headers.items() if name != "x-request-id"}
    return (
        answer.status_code,
        told,
        headers,
        [re.sub(r"savepoint_\d+", "savepoint", each) for each in work],
    )


@pytest.fixture
def people(database: Session) -> dict[str, str]:
    """The addresses of all kinds of people, and one that is nobody's."""
    kinds = ("with a password", "without one", "suspended", "with a second factor")
    people = {kind: UserFactory.create(database) for kind in kinds}
    people["suspended"].suspended_at = utc_now()
    for kind in set(kinds) - {"without one"}:
        PasswordFactory.create(database, user_id=people[kind].id)
    AuthenticatorFactory.create(database, user_id=people["with a second factor"].id)
    database.commit()
    return {kind: user.email for kind, user in people.items()} | {"nobody": "nobody@mail.example"}


@pytest.mark.parametrize(
    ("path", "words", "checked"),
    [("sign-in", {"password": "guessed"}, 1), ("sign-up", {}, 0), ("reset-password", {}, 0)],
)
def test_a_known_address_looks_and_costs_like_an_unknown_one(
    client: TestClient,
    people: dict[str, str],
    work: list[str],
    path: str,
    words: dict[str, str],
    checked: int,
) -> None:
    # Connections and prepared statements are made when they are first needed.
    ask(client, work, path, words | {"email": "warm-up@mail.example"})

    seen = {
        kind: ask(client, work, path, words | {"email": email}) for kind, email in people.items()
    }

    assert seen["nobody"][0] in (401, 202)
    assert seen["nobody"][-1].count("a password is checked") == checked
    for kind in people:
        assert seen[kind] == seen["nobody"], kind
