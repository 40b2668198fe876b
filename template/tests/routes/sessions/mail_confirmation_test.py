"""Showing once more that it is you, by people who have neither a password nor a passkey."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions import attempts as limits
from app.sessions.challenges.service import prepare
from app.sessions.cookies import cookie_name
from app.sessions.models import EmailChallenge, Purpose, UserSession
from tests.assertions import assert_problem, assert_recorded
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PasswordFactory
from tests.stand_ins.authenticator import Authenticator
from tests.stand_ins.passkeys import add
from tests.utils import sign_in

CONFIRM = "/api/sessions/confirm"
CHANGE, ME = "/api/sessions/password", "/api/accounts/me"
NEW = {"password": "eleven loud harbours"}


@pytest.fixture
def user(database: Session) -> User:
    """Somebody who signs in elsewhere."""
    return UserFactory.create(database)


@pytest.fixture(autouse=True)
def _long_ago(user_client: TestClient, database: Session) -> None:
    confirmed_at = utc_now() - timedelta(minutes=10, seconds=1)
    database.exec(update(UserSession).values(confirmed_at=confirmed_at))
    database.commit()


def ask(client: TestClient) -> str:
    response = client.post(f"{CONFIRM}/mail")
    assert response.status_code == 202, response.text
    secret: str = response.json()["secret"]
    return secret


def code_of(database: Session) -> str:
    challenge = database.exec(select(EmailChallenge)).one()
    assert challenge.purpose is Purpose.CONFIRM
    prepared = prepare(database, challenge.id)
    assert prepared
    database.commit()
    return prepared[1]


def test_a_code_in_a_mail_confirms_as_a_password_does(
    app: FastAPI, user_client: TestClient, database: Session, user: User
) -> None:
    assert_problem(user_client.put(CHANGE, json=NEW), 403, "confirmation_required")
    before = user_client.cookies[cookie_name(secure=False)]
    proof = {"secret": ask(user_client), "code": code_of(database)}

    assert user_client.post(f"{CONFIRM}/code", json=proof).status_code == 204

    assert_recorded(database, user, "confirmed")
    assert user_client.put(CHANGE, json=NEW).status_code == 204
    old = TestClient(app, cookies={cookie_name(secure=False): before})
    assert_problem(old.get(ME), 401, "not_signed_in")


def test_a_code_is_good_once(user_client: TestClient, database: Session) -> None:
    proof = {"secret": ask(user_client), "code": code_of(database)}
    user_client.post(f"{CONFIRM}/code", json=proof)

    assert_problem(user_client.post(f"{CONFIRM}/code", json=proof), 400, "code_wrong", "code")


def test_a_wrong_code_confirms_nothing_and_five_are_enough(
    user_client: TestClient, database: Session, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CODES", "1 per 15 minutes")
    secret, code = ask(user_client), code_of(database)
    wrong = {"secret": secret, "code": f"{(int(code) + 1) % 1_000_000:06}"}

    assert_problem(user_client.post(f"{CONFIRM}/code", json=wrong), 400, "code_wrong", "code")
    assert_recorded(database, user, "confirmation_refused")
    right = {"secret": secret, "code": code}
    assert_problem(user_client.post(f"{CONFIRM}/code", json=right), 429, "too_many_attempts")
    assert_problem(user_client.put(CHANGE, json=NEW), 403, "confirmation_required")


def test_a_code_is_good_for_nobody_else(
    app: FastAPI, user_client: TestClient, database: Session
) -> None:
    proof = {"secret": ask(user_client), "code": code_of(database)}
    other = sign_in(TestClient(app), database, UserFactory.create(database))

    assert_problem(other.post(f"{CONFIRM}/code", json=proof), 400, "code_wrong", "code")


def test_whoever_has_something_better_uses_that(
    user_client: TestClient, database: Session, user: User
) -> None:
    proof = {"secret": ask(user_client), "code": code_of(database)}
    PasswordFactory.create(database, user_id=user.id)

    assert_problem(user_client.post(f"{CONFIRM}/mail"), 403, "better_way_known")
    assert_problem(user_client.post(f"{CONFIRM}/code", json=proof), 403, "better_way_known")


def test_a_passkey_is_something_better(
    app: FastAPI, user_client: TestClient, database: Session, user: User
) -> None:
    fresh = sign_in(TestClient(app), database, user)
    add(fresh, Authenticator())

    assert_problem(user_client.post(f"{CONFIRM}/mail"), 403, "better_way_known")


def test_mails_are_limited(user_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAILS", "1 per 1 hour")
    ask(user_client)

    assert_problem(user_client.post(f"{CONFIRM}/mail"), 429, "too_many_attempts")


def test_visitors_confirm_nothing(client: TestClient) -> None:
    for response in (
        client.post(f"{CONFIRM}/mail"),
        client.post(f"{CONFIRM}/code", json={"secret": "x", "code": "123456"}),
    ):
        assert_problem(response, 401, "not_signed_in")
