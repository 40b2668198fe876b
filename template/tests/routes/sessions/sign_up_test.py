import hashlib
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.core.project import project
from app.sessions.cookies import cookie_name
from app.sessions.models import Password, UserSession
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PASSWORD


def sign_up(client: TestClient, **changes: Any) -> Any:
    newcomer = {"email": "ada@mail.example", "name": "Ada Byron", "password": PASSWORD}
    return client.post("/api/sessions/sign-up", json=newcomer | changes)


def test_a_newcomer_is_signed_in_at_once(client: TestClient) -> None:
    response = sign_up(client, email="Ada@Mail.Example", name="  Ada Byron ")

    assert response.status_code == 201
    assert response.json()["email"] == "ada@mail.example"
    assert response.json()["name"] == "Ada Byron"
    assert response.json()["id"].startswith("user_")
    assert set(response.json()) == {"id", "email", "name", "created_at"}
    assert client.get("/api/accounts/me").json() == response.json()


def test_the_password_is_stored_as_a_hash_only(client: TestClient, database: Session) -> None:
    sign_up(client)

    stored = database.exec(select(Password)).one()
    assert stored.hash.startswith("$argon2id$")
    assert PASSWORD not in stored.hash


def test_an_address_has_one_account(client: TestClient, database: Session) -> None:
    UserFactory.create(database, email="ada@mail.example")

    problem = assert_problem(sign_up(client, email="ADA@mail.example"), 409, "email_taken", "email")

    assert problem["details"][0]["message"] == "There is already an account with this address."
    assert client.get("/api/accounts/me").status_code == 401


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "ada"),
        ("email", "ada@mail.example\nBcc: all@evil.example"),
        ("email", "ada@" + "mail." * 60 + "example"),
        ("email", None),
        ("password", "eleven char"),
        ("password", "x" * 129),
        ("name", ""),
        ("name", "   "),
        ("name", "x" * 101),
        ("name", "Ada\r\nBcc: all@evil.example"),
        ("name", "Ada\x00"),
    ],
)
def test_what_is_wrong_is_told_by_field(client: TestClient, field: str, value: Any) -> None:
    problem = assert_problem(sign_up(client, **{field: value}), 422, "validation_failed", field)

    assert problem["details"][0]["message"].endswith(".")


def test_the_answer_never_repeats_a_password(client: TestClient) -> None:
    assert "hunter2" not in sign_up(client, password="hunter2").text


def test_several_mistakes_are_told_at_once(client: TestClient) -> None:
    response = client.post("/api/sessions/sign-up", json={})

    assert_problem(response, 422, "validation_failed", "email", "password", "name")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(
    app: FastAPI, client: TestClient, scheme: str
) -> None:
    browser = TestClient(app, base_url=f"{scheme}://testserver")

    cookie = sign_up(browser).headers["Set-Cookie"]

    prefix = "__Host-" if scheme == "https" else ""
    assert cookie.startswith(f"{prefix}{project().slug}_session=")
    for attribute in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=2592000"):
        assert attribute in cookie
    assert ("Secure" in cookie) == (scheme == "https")
    assert "Domain" not in cookie


def test_in_production_the_cookie_is_always_secure(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")

    assert "Secure" in sign_up(client).headers["Set-Cookie"]


def test_a_stolen_table_of_sessions_is_worth_nothing(client: TestClient, database: Session) -> None:
    sign_up(client)

    stored = database.exec(select(UserSession)).one()
    token = client.cookies[cookie_name(secure=False)]
    assert stored.token_hash == hashlib.sha256(token.encode()).digest()
    for stolen in (stored.token_hash.hex(), stored.token_hash.decode("latin-1").encode().hex()):
        client.cookies.clear()
        client.cookies.set(cookie_name(secure=False), stolen)
        assert client.get("/api/accounts/me").status_code == 401
