from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.cookies import cookie_name
from app.sessions.models import UserSession
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PASSWORD

ME = "/api/accounts/me"
SIGN_IN = "/api/sessions/sign-in"
SIGN_OUT = "/api/sessions/sign-out"


def test_the_right_password_signs_in(client: TestClient, user: User) -> None:
    response = client.post(SIGN_IN, json={"email": user.email.upper(), "password": PASSWORD})

    assert response.status_code == 200
    assert response.json()["id"] == user.id
    assert client.get(ME).json() == response.json()


def test_a_wrong_password_and_an_unknown_address_look_the_same(
    client: TestClient, user: User
) -> None:
    told = [
        assert_problem(
            client.post(SIGN_IN, json={"email": email, "password": password}),
            401,
            "invalid_credentials",
        )["message"]
        for email, password in [(user.email, "wrong"), ("nobody@mail.example", PASSWORD)]
    ]

    assert told[0] == told[1]
    assert_problem(client.get(ME), 401, "not_signed_in")


def test_signing_in_gives_a_new_session_and_ends_the_old_one(
    app: FastAPI, client: TestClient, user: User
) -> None:
    credentials = {"email": user.email, "password": PASSWORD}
    client.post(SIGN_IN, json=credentials)
    before = client.cookies[cookie_name(secure=False)]

    client.post(SIGN_IN, json=credentials)

    assert client.cookies[cookie_name(secure=False)] != before
    old_browser = TestClient(app, cookies={cookie_name(secure=False): before})
    assert_problem(old_browser.get(ME), 401, "not_signed_in")


def test_a_session_known_beforehand_is_never_taken_over(client: TestClient, user: User) -> None:
    client.cookies.set(cookie_name(secure=False), "planted by somebody else")

    response = client.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})

    assert response.cookies[cookie_name(secure=False)] != "planted by somebody else"


def test_signing_out_ends_the_session_on_the_server_too(
    app: FastAPI, user_client: TestClient
) -> None:
    token = user_client.cookies[cookie_name(secure=False)]

    response = user_client.post(SIGN_OUT)

    assert response.status_code == 204
    assert "Max-Age=0" in response.headers["Set-Cookie"]
    assert_problem(user_client.get(ME), 401, "not_signed_in")
    assert_problem(
        TestClient(app, cookies={cookie_name(secure=False): token}).get(ME), 401, "not_signed_in"
    )


def test_signing_out_leaves_other_browsers_alone(
    client: TestClient, user_client: TestClient, user: User
) -> None:
    client.post(SIGN_IN, json={"email": user.email, "password": PASSWORD})

    user_client.post(SIGN_OUT)

    assert client.get(ME).status_code == 200


def test_signing_out_twice_is_no_mistake(client: TestClient) -> None:
    assert client.post(SIGN_OUT).status_code == 204


def test_an_expired_session_is_refused(user_client: TestClient, database: Session) -> None:
    session = database.exec(select(UserSession)).one()
    assert timedelta(days=29) < session.expires_at - utc_now() <= timedelta(days=30)
    session.expires_at = utc_now() - timedelta(seconds=1)
    database.add(session)
    database.commit()

    assert_problem(user_client.get(ME), 401, "not_signed_in")


@pytest.mark.parametrize("token", ["", "x", "../..", "a" * 3000, "%00", "\xff"])
def test_nonsense_in_the_cookie_is_just_not_signed_in(client: TestClient, token: str) -> None:
    cookie = f"{cookie_name(secure=False)}={token}".encode("latin-1")

    assert_problem(client.get(ME, headers={b"Cookie": cookie}), 401, "not_signed_in")


def test_people_change_their_own_name(user_client: TestClient, other_client: TestClient) -> None:
    others_before = other_client.get(ME).json()

    response = user_client.patch(ME, json={"name": " Ada Lovelace "})

    assert response.status_code == 200
    assert response.json()["name"] == "Ada Lovelace"
    assert user_client.get(ME).json() == response.json()
    assert other_client.get(ME).json() == others_before


def test_nothing_but_the_name_can_be_changed(
    user_client: TestClient, database: Session, user: User
) -> None:
    before = user.email

    user_client.patch(ME, json={"name": "Ada", "email": "new@mail.example", "id": "user_x"})

    assert user_client.get(ME).json()["email"] == before


def test_an_impossible_name_is_refused(user_client: TestClient) -> None:
    assert_problem(user_client.patch(ME, json={"name": " "}), 422, "validation_failed", "name")


def test_who_is_not_signed_in_changes_nothing(client: TestClient) -> None:
    assert_problem(client.patch(ME, json={"name": "Ada"}), 401, "not_signed_in")


def test_an_account_that_is_gone_has_no_session(
    user_client: TestClient, database: Session, user: User
) -> None:
    database.delete(user)
    database.commit()

    assert_problem(user_client.get(ME), 401, "not_signed_in")
    UserFactory.create(database)
    assert database.exec(select(UserSession)).all() == []
