from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.models import SessionId, UserSession
from tests.assertions import assert_problem
from tests.factories.sessions import PASSWORD

SESSIONS, ME = "/api/sessions", "/api/accounts/me"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture
def telephone(app: FastAPI, user: User) -> TestClient:
    """Another browser of the same person."""
    browser = TestClient(app, client=("203.0.113.9", 50_000), headers={"User-Agent": FIREFOX})
    credentials = {"email": user.email, "password": PASSWORD}
    assert browser.post(f"{SESSIONS}/sign-in", json=credentials).status_code == 200
    return browser


def test_people_see_where_they_are_signed_in(
    user_client: TestClient, other_client: TestClient, telephone: TestClient
) -> None:
    first, second = telephone.get(SESSIONS).json()

    assert (first["device"], first["address"]) == ("Firefox on Linux", "203.0.113.9")
    assert (first["is_this_one"], second["is_this_one"]) == (True, False)
    assert set(first) == {
        *("id", "device", "address", "country", "is_in_own_network"),
        *("created_at", "seen_at", "is_this_one"),
    }
    assert len(user_client.get(SESSIONS).json()) == 2


def test_one_browser_signs_another_out(user_client: TestClient, telephone: TestClient) -> None:
    (lost,) = [each for each in user_client.get(SESSIONS).json() if not each["is_this_one"]]

    assert user_client.delete(f"{SESSIONS}/{lost['id']}").status_code == 204

    assert_problem(telephone.get(ME), 401, "not_signed_in")
    assert user_client.get(ME).status_code == 200


def test_nobody_ends_another_persons_session(
    user_client: TestClient, other_client: TestClient
) -> None:
    (own,) = user_client.get(SESSIONS).json()

    assert_problem(other_client.delete(f"{SESSIONS}/{own['id']}"), 404, "not_found")
    assert_problem(other_client.delete(f"{SESSIONS}/{SessionId.new()}"), 404, "not_found")
    assert user_client.get(ME).status_code == 200


def test_all_others_end_at_once(
    user_client: TestClient, other_client: TestClient, telephone: TestClient
) -> None:
    assert user_client.post(f"{SESSIONS}/end-others").status_code == 204

    assert_problem(telephone.get(ME), 401, "not_signed_in")
    assert user_client.get(ME).status_code == 200
    assert other_client.get(ME).status_code == 200


def test_a_session_that_is_not_used_for_two_weeks_ends(
    user_client: TestClient, database: Session
) -> None:
    set_back(database, seen_at=timedelta(days=14, seconds=1))

    assert_problem(user_client.get(ME), 401, "not_signed_in")


def test_a_visit_keeps_a_session_and_says_from_where(
    app: FastAPI, user_client: TestClient, database: Session
) -> None:
    set_back(database, seen_at=timedelta(days=13))
    elsewhere = TestClient(app, client=("198.51.100.4", 50_000), cookies=user_client.cookies)

    assert elsewhere.get(ME).status_code == 200

    database.expire_all()
    session = database.exec(select(UserSession)).one()
    assert utc_now() - session.seen_at < timedelta(minutes=1)
    assert session.address == "198.51.100.4"


def test_not_every_visit_is_written_down(user_client: TestClient, database: Session) -> None:
    set_back(database, seen_at=timedelta(minutes=4))
    before = database.exec(select(UserSession.seen_at)).one()

    user_client.get(ME)

    assert database.exec(select(UserSession.seen_at)).one() == before


def set_back(database: Session, **ago: timedelta) -> None:
    """Let moments of all sessions be so long ago."""
    database.exec(
        update(UserSession).values({name: utc_now() - time for name, time in ago.items()})
    )
    database.commit()
