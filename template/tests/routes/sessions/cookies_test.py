import hashlib

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, select

from app.accounts.models import User
from app.core.project import project
from app.sessions.cookies import cookie_name
from app.sessions.models import UserSession
from tests.assertions import assert_problem
from tests.factories.sessions import PASSWORD


def sign_in(client: TestClient, user: User) -> Response:
    return client.post("/api/sessions/sign-in", json={"email": user.email, "password": PASSWORD})


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(
    app: FastAPI, client: TestClient, user: User, scheme: str
) -> None:
    browser = TestClient(app, base_url=f"{scheme}://testserver")

    cookie = sign_in(browser, user).headers["Set-Cookie"]

    prefix = "__Host-" if scheme == "https" else ""
    assert cookie.startswith(f"{prefix}{project().slug}_session=")
    for attribute in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=2592000"):
        assert attribute in cookie
    assert ("Secure" in cookie) == (scheme == "https")
    assert "Domain" not in cookie


def test_in_production_the_cookie_is_always_secure(
    client: TestClient, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")

    cookie = sign_in(client, user).headers["Set-Cookie"]

    assert "Secure" in cookie
    assert cookie.startswith("__Host-")


def test_over_https_a_cookie_without_the_prefix_opens_nothing(app: FastAPI, user: User) -> None:
    # A neighbour below the same domain can set such a one, but none with `__Host-`.
    browser = TestClient(app, base_url="https://testserver")
    sign_in(browser, user)
    token = browser.cookies[cookie_name(secure=True)]

    planted = TestClient(
        app, base_url="https://testserver", cookies={cookie_name(secure=False): token}
    )

    assert browser.get("/api/accounts/me").status_code == 200
    assert_problem(planted.get("/api/accounts/me"), 401, "not_signed_in")


def test_a_stolen_table_of_sessions_is_worth_nothing(
    client: TestClient, database: Session, user: User
) -> None:
    sign_in(client, user)

    stored = database.exec(select(UserSession)).one()
    token = client.cookies[cookie_name(secure=False)]
    assert stored.token_hash != hashlib.sha256(token.encode()).digest()
    assert token.encode() not in stored.token_hash
    for stolen in (stored.token_hash.hex(), stored.token_hash.decode("latin-1").encode().hex()):
        client.cookies.clear()
        client.cookies.set(cookie_name(secure=False), stolen)
        assert client.get("/api/accounts/me").status_code == 401
