from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select, update

from app.accounts.models import User
from app.core.audit.models import AuditEvent
from app.core.models import utc_now
from app.sessions.change_email.models import EmailChange
from app.sessions.jobs import delete_what_is_over
from app.sessions.passkeys.models import Passkey
from app.sessions.social.models import SocialIdentity
from app.sessions.tokens import new_token, token_hash
from app.sessions.two_factor.models import Authenticator
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PASSWORD, AuthenticatorFactory
from tests.routes.sessions.change_email_test import ask, by_link, email_of, mail_to, move
from tests.utils import sign_in

UNDO, ME = "/api/sessions/change-email/undo", "/api/accounts/me"
NEW_PASSWORD = "eleven loud harbours"
THIEF = "thief@mail.example"


def link_in_the_newest_mail(database: Session) -> str:
    """The token that the job puts into the mail to the address before the last change."""
    newest = select(EmailChange).order_by(col(EmailChange.created_at).desc()).limit(1)
    change = database.exec(newest).one()
    token = new_token()
    change.token_hash = token_hash(token)
    database.commit()
    return token


def undo(client: TestClient, token: str) -> Any:
    return client.post(UNDO, json={"token": token})


@pytest.fixture
def stolen(user_client: TestClient, database: Session, user: User) -> str:
    """The link that the owner of an account gets which somebody has moved to their own address."""
    move(user_client, database, THIEF)
    return link_in_the_newest_mail(database)


@pytest.fixture
def own_email(user: User) -> str:
    """The address that `user` had when the test began."""
    return user.email


def test_the_owner_takes_the_account_back_signed_out_and_chooses_a_password(
    own_email: str, stolen: str, client: TestClient, user_client: TestClient
) -> None:
    answer = undo(client, stolen)

    assert answer.status_code == 200
    assert_problem(user_client.get(ME), 401, "not_signed_in")
    sign_in = "/api/sessions/sign-in"
    known_to_the_thief = {"email": own_email, "password": PASSWORD}
    assert client.post(sign_in, json=known_to_the_thief).status_code == 401
    chosen = {"token": answer.json()["token"], "password": NEW_PASSWORD}
    assert client.post("/api/sessions/reset-password/new", json=chosen).status_code == 204
    answer = client.post(sign_in, json={"email": own_email, "password": NEW_PASSWORD})
    assert answer.json()["email"] == own_email


def test_every_session_ends_that_of_the_browser_which_undoes_too(
    app: FastAPI, stolen: str, user_client: TestClient, database: Session, user: User
) -> None:
    elsewhere = sign_in(TestClient(app), database, user)

    answer = undo(elsewhere, stolen)

    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    for browser in (elsewhere, user_client):
        assert_problem(browser.get(ME), 401, "not_signed_in")


def test_the_link_works_once(stolen: str, client: TestClient) -> None:
    first = undo(client, stolen)

    assert first.status_code == 200
    assert_problem(undo(client, stolen), 400, "link_wrong")
    assert_problem(undo(client, "made up"), 400, "link_wrong")


def test_a_day_is_the_time(
    own_email: str, stolen: str, client: TestClient, user_client: TestClient, database: Session
) -> None:
    change = database.exec(select(EmailChange)).one()
    assert timedelta(hours=23) < change.expires_at - utc_now() <= timedelta(days=1)
    database.exec(update(EmailChange).values(expires_at=utc_now()))
    database.commit()

    assert_problem(undo(client, stolen), 400, "link_wrong")

    assert email_of(user_client) == THIEF
    delete_what_is_over(database)
    assert database.exec(select(EmailChange)).all() == []


def test_the_first_owner_wins_over_whatever_the_thief_does_next(
    own_email: str, stolen: str, client: TestClient, user_client: TestClient, database: Session
) -> None:
    move(user_client, database, "second@mail.example")
    thiefs = link_in_the_newest_mail(database)

    assert undo(client, stolen).status_code == 200

    assert_problem(undo(client, thiefs), 400, "link_wrong")
    assert database.exec(select(User.email)).all() == [own_email]


def test_the_thief_who_undoes_their_own_change_keeps_the_owner_out_no_longer(
    own_email: str, stolen: str, client: TestClient, user_client: TestClient, database: Session
) -> None:
    move(user_client, database, "second@mail.example")
    assert undo(client, link_in_the_newest_mail(database)).status_code == 200
    assert database.exec(select(User.email)).all() == [THIEF]

    assert undo(client, stolen).status_code == 200

    assert database.exec(select(User.email)).all() == [own_email]


def test_what_the_thief_had_asked_for_is_worth_nothing_afterwards(
    app: FastAPI,
    stolen: str,
    client: TestClient,
    user_client: TestClient,
    database: Session,
    user: User,
) -> None:
    client.post("/api/sessions/reset-password", json={"email": THIEF})
    _, reset = mail_to(database, THIEF)
    ask(user_client, "second@mail.example")
    _, change = mail_to(database, "second@mail.example")

    undo(client, stolen)

    new = {"token": reset, "password": NEW_PASSWORD}
    assert_problem(client.post("/api/sessions/reset-password/new", json=new), 400, "link_wrong")
    assert_problem(by_link(sign_in(TestClient(app), database, user), change), 400, "link_wrong")


@pytest.mark.parametrize(("age", "stays"), [(timedelta(hours=1), False), (timedelta(days=2), True)])
def test_what_was_added_in_these_days_lets_nobody_in_and_keeps_nobody_out(
    stolen: str, client: TestClient, database: Session, user: User, age: timedelta, *, stays: bool
) -> None:
    added: dict[str, Any] = {"user_id": user.id, "created_at": utc_now() - age}
    AuthenticatorFactory.create(database, **added)
    database.add(Passkey(credential_id=b"id", public_key=b"key", name="Its name", **added))
    database.add(SocialIdentity(issuer="https://login.example", subject="7", **added))
    database.commit()

    undo(client, stolen)

    for model in (Authenticator, Passkey, SocialIdentity):
        assert bool(database.exec(select(model)).all()) == stays


def test_an_address_that_got_another_account_since_is_told_so(
    own_email: str, stolen: str, client: TestClient, database: Session
) -> None:
    UserFactory.create(database, email=own_email)

    assert_problem(undo(client, stolen), 409, "email_taken", "email")


def test_undoing_is_in_the_audit_trail(
    stolen: str, client: TestClient, database: Session, user: User
) -> None:
    undo(client, stolen)

    newest = database.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert newest is not None
    assert (newest.name, newest.user_id, newest.actor_id) == ("email_change_undone", user.id, "")
