import logging
import secrets

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.accounts.models import User
from app.core.logging import JsonFormatter, extras
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PASSWORD, PasswordFactory


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """What each line that is logged from now on says beside its message."""
    seen: list[dict[str, object]] = []

    class Recorder(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append({"message": record.getMessage(), **extras(record)})

    caplog.handler.addFilter(lambda record: Recorder().emit(record) or True)
    caplog.set_level(logging.INFO)
    return seen


def test_the_line_of_a_request_says_who_asked(
    user_client: TestClient, client: TestClient, user: User, lines: list[dict[str, object]]
) -> None:
    answer = user_client.get("/api/accounts/me")
    client.get("/api/accounts/me")

    known, unknown = [line for line in lines if "milliseconds" in line]
    assert known["message"] == "GET /api/accounts/me 200"
    assert known["user_id"] == user.id
    assert known["request_id"] == answer.headers["X-Request-ID"]
    assert "user_id" not in unknown


@pytest.mark.parametrize("path", ["a%0a12:00:00 ERROR forged", "a%0d%1b[31m", "%e2%80%a8"])
def test_an_address_cannot_write_a_line_of_its_own(
    client: TestClient, lines: list[dict[str, object]], path: str
) -> None:
    client.get(f"/api/{path}")

    (line,) = [line for line in lines if "milliseconds" in line]
    assert str(line["message"]).startswith("GET /api/")
    assert str(line["message"]).isprintable()


def test_signing_in_is_logged_as_the_person_and_without_their_secrets(
    client: TestClient, database: Session, user: User, lines: list[dict[str, object]]
) -> None:
    PasswordFactory.create(database, user_id=user.id)
    client.post("/api/sessions/sign-in", json={"email": user.email, "password": PASSWORD})

    assert lines[-1]["user_id"] == user.id
    assert PASSWORD not in str(lines)
    assert user.email not in str(lines)


def test_a_statement_that_fails_does_not_tell_what_people_typed(
    database: Session, user: User
) -> None:
    name = secrets.token_hex()
    with pytest.raises(IntegrityError) as failure:
        UserFactory.create(database, email=user.email, name=name)
    database.rollback()

    entry = logging.makeLogRecord({"msg": "failed"})
    entry.exc_info = (failure.type, failure.value, failure.tb)
    line = JsonFormatter().format(entry)
    assert "Key (email)=" in line
    assert name not in line
    assert user.email not in line
