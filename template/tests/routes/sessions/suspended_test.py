"""Somebody who may not come in, at the door."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.models import UserSession
from tests.assertions import assert_problem
from tests.factories.sessions import PASSWORD

SIGN_IN, ME = "/api/sessions/sign-in", "/api/accounts/me"


@pytest.fixture
def suspended(database: Session, user: User) -> User:
    user.suspended_at = utc_now()
    database.commit()
    return user


def test_a_session_that_was_left_over_opens_nothing(
    user_client: TestClient, suspended: User
) -> None:
    assert_problem(user_client.get(ME), 401, "not_signed_in")


def test_the_right_password_opens_nothing_and_tells_why(
    client: TestClient, database: Session, suspended: User
) -> None:
    answer = client.post(SIGN_IN, json={"email": suspended.email, "password": PASSWORD})

    assert_problem(answer, 403, "account_suspended")
    assert "Set-Cookie" not in answer.headers
    assert database.exec(select(UserSession)).all() == []


def test_a_stranger_is_not_told_that_somebody_is_suspended(
    client: TestClient, suspended: User
) -> None:
    wrong = client.post(SIGN_IN, json={"email": suspended.email, "password": "wrong"})
    unknown = client.post(SIGN_IN, json={"email": "nobody@mail.example", "password": "wrong"})

    told, told_unknown = wrong.json(), unknown.json()
    assert wrong.status_code == unknown.status_code
    assert (told["code"], told["message"]) == (told_unknown["code"], told_unknown["message"])
