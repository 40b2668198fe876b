from datetime import timedelta

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from sqlmodel import Session, update

from app.accounts.models import User
from app.core.models import utc_now
from app.core.settings import settings_of
from app.sessions.models import UserSession
from app.sessions.places import country_of
from app.sessions.settings import SessionSettings
from tests.factories.sessions import PASSWORD

SESSIONS = "/api/sessions"


@pytest.fixture
def telling_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """In front of the product is one that says from which country a request comes."""
    monkeypatch.setattr(settings_of(SessionSettings), "country_header", "CF-IPCountry")


def place_of(app: FastAPI, user: User, country: str, address: str = "203.0.113.9") -> object:
    """What somebody sees of the place where they sign in."""
    headers = {"CF-IPCountry": country}
    browser = TestClient(app, client=(address, 50_000), headers=headers)
    credentials = {"email": user.email, "password": PASSWORD}
    assert browser.post(f"{SESSIONS}/sign-in", json=credentials).status_code == 200
    return browser.get(SESSIONS).json()[0]["country"]


def test_the_country_is_what_the_proxy_says(
    app: FastAPI, client: TestClient, user: User, telling_proxy: None
) -> None:
    assert place_of(app, user, "de") == "DE"


@pytest.mark.parametrize("said", ["", "XX", "T1", "DEU", "<b>", "\u0130"])
def test_what_is_no_country_is_not_told(
    app: FastAPI, client: TestClient, user: User, telling_proxy: None, said: str
) -> None:
    assert place_of(app, user, said.encode("latin-1", "replace").decode("latin-1")) is None


def test_two_letters_that_no_country_has_are_none(telling_proxy: None) -> None:
    header = (b"cf-ipcountry", "\u00e9\u00e9".encode("latin-1"))

    assert country_of(Request({"type": "http", "headers": [header]})) == ""


def test_nobody_says_it_themselves_where_no_proxy_does(
    app: FastAPI, client: TestClient, user: User
) -> None:
    assert place_of(app, user, "DE") is None


def test_it_moves_with_whoever_moves(
    user_client: TestClient, database: Session, telling_proxy: None
) -> None:
    database.exec(update(UserSession).values(seen_at=utc_now() - timedelta(hours=1)))
    database.commit()

    user_client.get("/api/accounts/me", headers={"CF-IPCountry": "FR"})

    database.expire_all()
    assert user_client.get(SESSIONS).json()[0]["country"] == "FR"


@pytest.mark.parametrize(
    ("address", "inside"),
    [("192.168.1.7", True), ("fd00::1", True), ("198.41.0.4", False), ("testclient", False)],
)
def test_an_address_inside_a_network_is_known_as_such(
    user_client: TestClient, database: Session, address: str, *, inside: bool
) -> None:
    database.exec(update(UserSession).values(address=address))
    database.commit()

    assert user_client.get(SESSIONS).json()[0]["is_in_own_network"] is inside
