"""The sessions of an administrator who is somebody else for a while."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.models import UserSession
from tests.assertions import assert_problem
from tests.factories.sessions import PASSWORD
from tests.utils import sign_in

ME, USERS, BACK = "/api/accounts/me", "/api/admin/users", "/api/admin/go-back"
SESSIONS, CONFIRM, CHANGE = "/api/sessions", "/api/sessions/confirm", "/api/sessions/password"
REASON = {"reason": "They see an empty page."}


def become(client: TestClient, user: User) -> None:
    client.post(f"{USERS}/{user.id}/become", json=REASON).raise_for_status()


@pytest.fixture
def as_user(admin_client: TestClient, user: User) -> TestClient:
    """The browser of an administrator who is `user` for a while."""
    become(admin_client, user)
    return admin_client


@pytest.fixture
def set_back(database: Session) -> Callable[..., None]:
    """Let moments of somebody's sessions be so long ago."""

    def set_back(user: User, **ago: timedelta) -> None:
        moments = {name: utc_now() - time for name, time in ago.items()}
        database.exec(
            update(UserSession).where(col(UserSession.user_id) == user.id).values(moments)
        )
        database.commit()

    return set_back


def copy_of(app: FastAPI, client: TestClient) -> TestClient:
    """A thief's browser, with the cookies that another one has now."""
    # Of several with one name the latest counts, as in a browser.
    return TestClient(app, cookies={each.name: each.value or "" for each in client.cookies.jar})


def test_no_token_from_before_opens_anything_on_either_way(
    app: FastAPI, admin_client: TestClient, user: User, admin: User
) -> None:
    before = copy_of(app, admin_client)
    become(admin_client, user)
    meanwhile = copy_of(app, admin_client)
    assert_problem(before.get(ME), 401, "not_signed_in")

    admin_client.post(BACK).raise_for_status()

    assert_problem(before.get(ME), 401, "not_signed_in")
    assert_problem(meanwhile.get(ME), 401, "not_signed_in")
    assert_problem(meanwhile.post(BACK), 409, "nobody_else")
    assert admin_client.get(ME).json()["id"] == admin.id


def test_after_an_hour_it_is_over_and_still_leads_back(
    as_user: TestClient, user: User, admin: User, set_back: Callable[..., None]
) -> None:
    set_back(user, expires_at=timedelta())

    assert_problem(as_user.get(ME), 401, "not_signed_in")

    as_user.post(BACK).raise_for_status()
    assert as_user.get(ME).json()["id"] == admin.id


def test_it_leads_back_to_no_session_that_is_over(
    as_user: TestClient, admin: User, set_back: Callable[..., None]
) -> None:
    set_back(admin, expires_at=timedelta())

    assert_problem(as_user.post(BACK), 409, "nobody_else")


def test_it_takes_who_has_just_proved_who_they_are(
    admin_client: TestClient, admin: User, user: User, set_back: Callable[..., None]
) -> None:
    set_back(admin, confirmed_at=timedelta(minutes=11))

    answer = admin_client.post(f"{USERS}/{user.id}/become", json=REASON)
    assert_problem(answer, 403, "confirmation_required")
    answer = admin_client.put(f"{USERS}/{user.id}/role", json={"role": "admin"})
    assert_problem(answer, 403, "confirmation_required")


def test_to_go_back_proves_nothing(
    as_user: TestClient, admin: User, user: User, set_back: Callable[..., None]
) -> None:
    set_back(admin, confirmed_at=timedelta(minutes=11))

    as_user.post(BACK).raise_for_status()

    answer = as_user.post(f"{USERS}/{user.id}/become", json=REASON)
    assert_problem(answer, 403, "confirmation_required")


def test_what_asks_who_one_is_is_refused_even_to_who_knows_the_password(
    as_user: TestClient,
) -> None:
    another = {"password": "eleven loud harbours"}
    assert_problem(as_user.put(CHANGE, json=another), 403, "not_as_another")

    as_user.post(CONFIRM, json={"password": PASSWORD})

    assert_problem(as_user.put(CHANGE, json=another), 403, "not_as_another")


def test_to_sign_out_ends_both_sessions(as_user: TestClient, database: Session) -> None:
    assert as_user.post(f"{SESSIONS}/sign-out").status_code == 204

    assert_problem(as_user.get(ME), 401, "not_signed_in")
    assert database.exec(select(UserSession)).all() == []


def test_to_sign_in_as_oneself_ends_both_sessions(
    as_user: TestClient, database: Session, user: User
) -> None:
    credentials = {"email": user.email, "password": PASSWORD}
    as_user.post(f"{SESSIONS}/sign-in", json=credentials).raise_for_status()

    assert as_user.get(ME).json()["impersonated_until"] is None
    assert len(database.exec(select(UserSession)).all()) == 1


def test_people_do_not_see_it_among_their_sessions_and_end_it_all_the_same(
    app: FastAPI, as_user: TestClient, database: Session, user: User
) -> None:
    own = sign_in(TestClient(app), database, user)
    assert [each["is_this_one"] for each in own.get(SESSIONS).json()] == [True]

    own.post(f"{SESSIONS}/end-others").raise_for_status()

    assert_problem(as_user.get(ME), 401, "not_signed_in")
    assert own.get(ME).status_code == 200


def test_it_ends_with_the_administrators_own_session(
    app: FastAPI, as_user: TestClient, database: Session, admin: User
) -> None:
    elsewhere = sign_in(TestClient(app), database, admin)

    elsewhere.post(f"{SESSIONS}/end-others").raise_for_status()

    assert_problem(as_user.get(ME), 401, "not_signed_in")
    assert_problem(as_user.post(BACK), 409, "nobody_else")
