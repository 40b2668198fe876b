"""What holds for everybody who has given a first proof, whatever it was."""

from datetime import timedelta

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.accounts.models import User, UserId
from app.accounts.schemas import UserPublic
from app.core.errors import NotSignedIn
from app.core.models import utc_now
from app.sessions.cookies import cookie_name
from app.sessions.entrance import let_in
from app.sessions.jobs import delete_what_is_over
from app.sessions.models import UserSession
from app.sessions.two_factor.models import PendingSignIn
from tests.assertions import assert_problem
from tests.factories.sessions import (
    PASSWORD,
    RECOVERY_CODE,
    AuthenticatorFactory,
    RecoveryCodeFactory,
)

SIGN_IN, ME = "/api/sessions/sign-in", "/api/accounts/me"
PENDING = cookie_name("second_factor", secure=False)


def request() -> Request:
    headers = [(b"host", b"testserver")]
    return Request(
        {"type": "http", "method": "POST", "scheme": "http", "path": "/", "headers": headers}
    )


def test_who_has_a_second_factor_is_asked_for_it_and_is_not_in_yet(
    client: TestClient, database: Session, user: User
) -> None:
    AuthenticatorFactory.create(database, user_id=user.id)

    response = client.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})

    assert response.status_code == 200
    assert response.json() == {"next_step": "second_factor"}
    assert set(response.cookies) == {PENDING}
    assert "HttpOnly" in response.headers["Set-Cookie"]
    assert_problem(client.get(ME), 401, "not_signed_in")
    pending = database.exec(select(PendingSignIn)).one()
    assert timedelta(minutes=9) < pending.expires_at - utc_now() <= timedelta(minutes=10)
    assert response.cookies[PENDING].encode() not in pending.secret_hash


def test_what_the_browser_keeps_meanwhile_is_no_session(
    app: FastAPI, client: TestClient, database: Session, user: User
) -> None:
    AuthenticatorFactory.create(database, user_id=user.id)
    answer = client.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})

    forged = TestClient(app, cookies={cookie_name(secure=False): answer.cookies[PENDING]})

    assert_problem(forged.get(ME), 401, "not_signed_in")


def test_a_wrong_password_does_not_tell_of_the_second_factor(
    client: TestClient, database: Session, user: User
) -> None:
    AuthenticatorFactory.create(database, user_id=user.id)

    response = client.post(SIGN_IN, json={"email": user.email, "password": "guessed"})

    assert_problem(response, 401, "invalid_credentials")
    assert not response.cookies


def test_an_authenticator_that_is_only_being_set_up_is_not_asked_for(
    client: TestClient, database: Session, user: User
) -> None:
    AuthenticatorFactory.create(database, user_id=user.id, confirmed_at=None)

    client.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})

    assert client.get(ME).json()["id"] == user.id


def test_a_proof_that_counts_as_both_needs_no_second(database: Session, user: User) -> None:
    AuthenticatorFactory.create(database, user_id=user.id)

    entered = let_in(database, user.id, request(), Response(), proves_both=True)

    assert isinstance(entered, UserPublic)
    assert database.exec(select(UserSession.user_id)).all() == [user.id]


def test_somebody_who_is_gone_does_not_come_in(database: Session) -> None:
    with pytest.raises(NotSignedIn):
        let_in(database, UserId.new(), request(), Response(), proves_both=True)

    assert database.exec(select(UserSession)).all() == []


def test_sign_ins_that_stopped_halfway_are_forgotten(database: Session, user: User) -> None:
    AuthenticatorFactory.create(database, user_id=user.id)
    for _ in range(2):
        let_in(database, user.id, request(), Response())
    late, kept = database.exec(select(PendingSignIn)).all()
    late.expires_at = utc_now()
    database.flush()

    delete_what_is_over(database)

    assert database.exec(select(PendingSignIn)).all() == [kept]


def test_somebody_who_is_suspended_is_not_even_asked_for_a_second_proof(
    client: TestClient, database: Session, user: User
) -> None:
    AuthenticatorFactory.create(database, user_id=user.id)
    user.suspended_at = utc_now()
    database.add(user)
    database.commit()

    response = client.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})

    assert_problem(response, 403, "account_suspended")
    assert not response.cookies


def test_somebody_who_is_suspended_halfway_stays_out(
    client: TestClient, database: Session, user: User
) -> None:
    AuthenticatorFactory.create(database, user_id=user.id)
    RecoveryCodeFactory.create(database, user_id=user.id)
    client.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})
    user.suspended_at = utc_now()
    database.add(user)
    database.commit()

    response = client.post(f"{SIGN_IN}/recovery-code", json={"code": RECOVERY_CODE})

    assert_problem(response, 403, "account_suspended")
    assert_problem(client.get(ME), 401, "not_signed_in")
