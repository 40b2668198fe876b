"""Showing with a passkey, once more, that it is you."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, col, update

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.cookies import cookie_name
from app.sessions.models import UserSession
from tests.assertions import assert_problem, assert_recorded
from tests.stand_ins.authenticator import Authenticator, read
from tests.stand_ins.passkeys import PASSKEYS, add, begin, confirm, send

CHANGE, ME = "/api/sessions/password", "/api/accounts/me"
NEW = {"password": "eleven loud harbours"}


@pytest.fixture
def authenticator(user_client: TestClient, database: Session, user: User) -> Authenticator:
    """What the person has added a passkey with, long ago."""
    authenticator = Authenticator()
    add(user_client, authenticator)
    confirmed_at = utc_now() - timedelta(minutes=10, seconds=1)
    own = update(UserSession).where(col(UserSession.user_id) == user.id)
    database.exec(own.values(confirmed_at=confirmed_at))
    database.commit()
    return authenticator


def test_a_passkey_confirms_as_a_password_does(
    user_client: TestClient, authenticator: Authenticator
) -> None:
    assert_problem(user_client.put(CHANGE, json=NEW), 403, "confirmation_required")

    assert confirm(user_client, authenticator).status_code == 204

    assert user_client.put(CHANGE, json=NEW).status_code == 204


def test_only_ones_own_are_asked_for(
    user_client: TestClient, other_client: TestClient, authenticator: Authenticator
) -> None:
    add(other_client, Authenticator())

    options = begin(user_client, "confirm/begin")

    allowed = [read(each["id"]) for each in options["allowCredentials"]]
    assert allowed == [authenticator.credential_id]
    assert options["userVerification"] == "required"


def test_the_session_gets_another_token(
    app: FastAPI, user_client: TestClient, authenticator: Authenticator
) -> None:
    name = cookie_name(secure=False)

    first, second = (confirm(user_client, authenticator).cookies[name] for _ in range(2))

    assert first != second
    assert_problem(TestClient(app, cookies={name: first}).get(ME), 401, "not_signed_in")
    assert user_client.get(ME).status_code == 200


def test_another_persons_passkey_confirms_nothing(
    user_client: TestClient, other_client: TestClient, authenticator: Authenticator
) -> None:
    foreign = Authenticator()
    add(other_client, foreign)

    assert_problem(confirm(user_client, foreign), 400, "passkey_refused")

    assert_problem(user_client.put(CHANGE, json=NEW), 403, "confirmation_required")


@pytest.mark.parametrize("purpose", ["sign-in/begin", "confirm/begin"])
def test_a_challenge_of_another_purpose_or_time_confirms_nothing(
    user_client: TestClient, authenticator: Authenticator, purpose: str
) -> None:
    used = authenticator.use(begin(user_client, purpose))
    if purpose == "confirm/begin":
        assert send(user_client, "/confirm", used).status_code == 204

    assert_problem(send(user_client, "/confirm", used), 400, "passkey_refused")


def test_a_challenge_of_another_persons_session_confirms_nothing(
    user_client: TestClient, other_client: TestClient, authenticator: Authenticator
) -> None:
    foreign = Authenticator()
    add(other_client, foreign)
    options = begin(other_client, "confirm/begin")

    answer = send(user_client, "/confirm", authenticator.use(options))

    assert_problem(answer, 400, "passkey_refused")


def test_a_copy_is_refused_and_told_here_too(
    user_client: TestClient, authenticator: Authenticator
) -> None:
    confirm(user_client, authenticator)
    authenticator.sign_count = 0

    assert_problem(confirm(user_client, authenticator), 400, "passkey_copied")


def test_who_has_no_passkey_is_told_so(user_client: TestClient) -> None:
    assert_problem(user_client.post(f"{PASSKEYS}/confirm/begin"), 404, "no_passkey")


def test_a_stranger_confirms_nothing(client: TestClient) -> None:
    assert_problem(client.post(f"{PASSKEYS}/confirm/begin"), 401, "not_signed_in")
    used = Authenticator().use({"challenge": "AA"})
    assert_problem(send(client, "/confirm", used), 401, "not_signed_in")


def test_confirmations_are_on_record(
    user_client: TestClient, database: Session, authenticator: Authenticator, user: User
) -> None:
    confirm(user_client, Authenticator())
    confirm(user_client, authenticator)

    assert_recorded(database, user, "confirmation_refused", "confirmed")


def test_nobody_tries_for_ever(
    user_client: TestClient, authenticator: Authenticator, few_guesses: None
) -> None:
    for _ in range(3):
        assert_problem(confirm(user_client, Authenticator()), 400, "passkey_refused")

    assert_problem(confirm(user_client, authenticator), 429, "too_many_attempts")
