import logging
import secrets

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.accounts.models import User
from app.core.logging import JsonFormatter
from tests.factories.accounts import UserFactory


def test_the_line_of_a_request_says_who_asked(
    user_client: TestClient, client: TestClient, user: User, lines: list[dict[str, object]]
) -> None:
    answer = user_client.get("/api/accounts/me")
    client.get("/api/accounts/me")

    known, unknown = [line for line in lines if "milliseconds" in line]
    assert known["message"] == "GET /api/accounts/me 200"
    assert known["user_id"] == user.id
    assert known["request_id"] == answer.headers["X-Request-ID"]
    assert known["known_by"]
    assert not {"user_id", "known_by"} & unknown.keys()


@pytest.mark.parametrize("path", ["a%0a12:00:00 ERROR forged", "a%0d%1b[31m", "%e2%80%a8"])
def test_an_address_cannot_write_a_line_of_its_own(
    client: TestClient, lines: list[dict[str, object]], path: str
) -> None:
    client.get(f"/api/{path}")

    (line,) = [line for line in lines if "milliseconds" in line]
    assert str(line["message"]).startswith("GET /api/")
    assert str(line["message"]).isprintable()


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
