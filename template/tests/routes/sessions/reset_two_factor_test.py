"""Administrators turn off the second factor of somebody who has lost it."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.models import User, UserId
from app.accounts.permissions import Role
from app.core.jobs.models import QueuedJob
from app.core.models import utc_now
from app.sessions.models import UserSession
from app.sessions.two_factor.models import Authenticator, RecoveryCode
from tests.assertions import assert_problem, assert_recorded
from tests.factories.sessions import (
    PASSWORD,
    SECRET,
    AuthenticatorFactory,
    RecoveryCodeFactory,
)
from tests.stand_ins.authenticator_app import shown_code
from tests.utils import sign_in

SIGN_IN, ME = "/api/sessions/sign-in", "/api/accounts/me"
REASON = {"reason": "Lost the telephone; I have called back."}


def address(user_id: str) -> str:
    return f"/api/admin/users/{user_id}/two-factor"


def reset(browser: TestClient, user: User) -> Any:
    return browser.post(f"{address(user.id)}/reset", json=REASON)


def is_on(database: Session, user: User) -> bool:
    database.expire_all()
    return database.get(Authenticator, user.id) is not None


@pytest.fixture
def careful(database: Session, user: User) -> User:
    """Somebody who has it on, and one recovery code left."""
    AuthenticatorFactory.create(database, user_id=user.id)
    RecoveryCodeFactory.create(database, user_id=user.id)
    return user


def test_who_has_lost_it_signs_in_with_one_proof_and_is_told_by_mail(
    app: FastAPI, admin_client: TestClient, client: TestClient, database: Session, careful: User
) -> None:
    told = admin_client.get(address(careful.id)).json()
    assert told["on_since"]
    assert told["recovery_codes_left"] == 1

    assert reset(admin_client, careful).status_code == 204

    assert admin_client.get(address(careful.id)).json() == {
        "on_since": None,
        "recovery_codes_left": 0,
    }
    credentials = {"email": careful.email, "password": PASSWORD}
    assert client.post(SIGN_IN, json=credentials).json()["id"] == careful.id
    assert database.exec(select(RecoveryCode)).all() == []
    (mail,) = database.exec(select(QueuedJob)).all()
    assert mail.name.endswith(".send_two_factor_reset_mail")
    assert mail.arguments == [careful.id]


def test_the_trail_tells_who_did_it_and_why(
    admin_client: TestClient, database: Session, admin: User, careful: User
) -> None:
    reset(admin_client, careful)

    event = assert_recorded(database, careful, "two_factor_reset")
    assert (event.actor_id, event.details) == (admin.id, REASON)


def test_whoever_is_in_or_half_in_is_out(
    app: FastAPI, admin_client: TestClient, user_client: TestClient, careful: User
) -> None:
    half_in = TestClient(app)
    half_in.post(SIGN_IN, json={"email": careful.email, "password": PASSWORD})

    reset(admin_client, careful)

    assert_problem(user_client.get(ME), 401, "not_signed_in")
    answer = half_in.post(f"{SIGN_IN}/code", json={"code": shown_code(SECRET)})
    assert_problem(answer, 401, "sign_in_over")


def test_it_takes_who_has_just_proved_who_they_are(
    admin_client: TestClient, database: Session, careful: User
) -> None:
    long_ago = utc_now() - timedelta(minutes=10, seconds=1)
    database.exec(update(UserSession).values(confirmed_at=long_ago))
    database.commit()

    assert_problem(reset(admin_client, careful), 403, "confirmation_required")
    assert is_on(database, careful)


@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"reason": "x" * 201}])
def test_it_takes_a_reason(
    admin_client: TestClient, database: Session, careful: User, body: dict[str, str]
) -> None:
    answer = admin_client.post(f"{address(careful.id)}/reset", json=body)

    assert_problem(answer, 422, "validation_failed", "reason")
    assert is_on(database, careful)


def test_nobody_else_does_it(
    user_client: TestClient, client: TestClient, database: Session, careful: User
) -> None:
    for browser, status, code in ((user_client, 403, "forbidden"), (client, 401, "not_signed_in")):
        assert_problem(reset(browser, careful), status, code)
        assert_problem(browser.get(address(careful.id)), status, code)
    assert is_on(database, careful)


def test_administrators_do_it_neither_to_themselves_nor_to_each_other(
    admin_client: TestClient, database: Session, admin: User, careful: User
) -> None:
    AuthenticatorFactory.create(database, user_id=admin.id)
    careful.role = Role.ADMIN
    database.commit()

    assert_problem(reset(admin_client, admin), 409, "not_yourself")
    assert_problem(reset(admin_client, careful), 403, "may_more_than_you")
    assert is_on(database, admin)
    assert is_on(database, careful)


def test_who_is_signed_in_as_another_does_it_to_nobody(
    admin_client: TestClient, database: Session, careful: User, other_user: User
) -> None:
    become = f"/api/admin/users/{other_user.id}/become"
    admin_client.post(become, json={"reason": "They see an empty page."}).raise_for_status()

    assert reset(admin_client, careful).status_code == 403
    assert is_on(database, careful)


def test_what_is_off_is_said_to_be(admin_client: TestClient, database: Session, user: User) -> None:
    assert_problem(reset(admin_client, user), 409, "two_factor_off")
    nobody = UserId.new()
    assert_problem(admin_client.get(address(nobody)), 404, "not_found")
    answer = admin_client.post(f"{address(nobody)}/reset", json=REASON)
    assert_problem(answer, 404, "not_found")


def test_it_is_set_up_anew_afterwards(
    app: FastAPI, admin_client: TestClient, database: Session, careful: User
) -> None:
    reset(admin_client, careful)
    own = sign_in(TestClient(app), database, careful)

    secret = own.post("/api/sessions/two-factor/set-up").json()["secret"]
    code = {"code": shown_code(secret)}
    assert own.post("/api/sessions/two-factor/turn-on", json=code).status_code == 200
