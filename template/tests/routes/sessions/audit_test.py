"""What the audit trail holds of how people sign in."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.core.audit.models import AuditEvent
from app.sessions.challenges.service import prepare
from app.sessions.models import EmailChallenge
from tests.assertions import assert_recorded
from tests.factories.sessions import PASSWORD

SESSIONS = "/api/sessions"
NEW = "eleven loud harbours"


@pytest.fixture
def browser(app: FastAPI, client: TestClient) -> TestClient:
    """Somebody's browser, at an address that is known."""
    return TestClient(app, client=("203.0.113.9", 50_000))


def sign_in(browser: TestClient, user: User, password: str = PASSWORD) -> int:
    credentials = {"email": user.email, "password": password}
    return browser.post(f"{SESSIONS}/sign-in", json=credentials).status_code


def test_signing_in_and_out(browser: TestClient, database: Session, user: User) -> None:
    assert sign_in(browser, user) == 200
    browser.post(f"{SESSIONS}/sign-out")
    browser.post(f"{SESSIONS}/sign-out")

    event = assert_recorded(database, user, "signed_in", "signed_out")

    assert event.actor_id == user.id
    assert event.address == "203.0.113.9"
    assert event.request_id != ""


def test_a_wrong_password(browser: TestClient, database: Session, user: User) -> None:
    assert sign_in(browser, user, "guessed") == 401

    event = assert_recorded(database, user, "sign_in_refused")

    assert (event.actor_id, event.address) == ("", "203.0.113.9")
    assert "guessed" not in str(event)


def test_an_address_that_nobody_has_is_not_written_down(
    browser: TestClient, database: Session
) -> None:
    credentials = {"email": "nobody@example.org", "password": PASSWORD}
    assert browser.post(f"{SESSIONS}/sign-in", json=credentials).status_code == 401

    event = database.exec(select(AuditEvent)).one()

    assert (event.name, event.user_id) == ("sign_in_refused", "")
    assert "nobody@" not in str(event)


def test_ending_sessions(
    browser: TestClient, user_client: TestClient, database: Session, user: User
) -> None:
    sign_in(browser, user)
    (lost,) = [each for each in user_client.get(SESSIONS).json() if not each["is_this_one"]]

    user_client.delete(f"{SESSIONS}/{lost['id']}")
    user_client.post(f"{SESSIONS}/end-others")

    assert_recorded(database, user, "session_ended", "other_sessions_ended")


def test_the_password(user_client: TestClient, database: Session, user: User) -> None:
    user_client.post(f"{SESSIONS}/confirm", json={"password": "guessed"})
    user_client.post(f"{SESSIONS}/confirm", json={"password": PASSWORD})
    user_client.put(f"{SESSIONS}/password", json={"password": NEW})

    assert_recorded(database, user, "confirmation_refused", "confirmed", "password_changed")


def test_a_forgotten_password(client: TestClient, database: Session, user: User) -> None:
    client.post(f"{SESSIONS}/reset-password", json={"email": user.email})
    assert_recorded(database, user, "password_reset_asked")

    challenge = database.exec(select(EmailChallenge).order_by(col(EmailChallenge.id))).one()
    prepared = prepare(database, challenge.id)
    database.commit()
    assert prepared is not None
    reset = {"token": prepared[2], "password": NEW}
    assert client.post(f"{SESSIONS}/reset-password/new", json=reset).status_code == 204

    assert_recorded(database, user, "password_reset")
