from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select, update

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.models import EmailChallenge
from tests.assertions import assert_problem
from tests.factories.sessions import PASSWORD
from tests.routes.sessions.mails import mail_to

RESET, SIGN_IN = "/api/sessions/reset-password", "/api/sessions/sign-in"
ME = "/api/accounts/me"
NEW = "eleven loud harbours"


def link_for(client: TestClient, database: Session, email: str) -> str:
    """Ask for a link. The token that the job puts into it."""
    assert client.post(RESET, json={"email": email}).status_code == 202
    return mail_to(database, email.lower())[1]


def reset(client: TestClient, token: str, password: str = NEW) -> Any:
    return client.post(f"{RESET}/new", json={"token": token, "password": password})


def sign_in(client: TestClient, user: User, password: str) -> int:
    credentials = {"email": user.email, "password": password}
    return client.post(SIGN_IN, json=credentials).status_code


def test_the_link_leads_to_another_password(
    client: TestClient, database: Session, user: User
) -> None:
    token = link_for(client, database, user.email.upper())

    assert reset(client, token).status_code == 204

    assert sign_in(client, user, PASSWORD) == 401
    assert sign_in(client, user, NEW) == 200


def test_a_person_without_a_password_gets_one(
    client: TestClient, database: Session, other_user: User
) -> None:
    reset(client, link_for(client, database, other_user.email))

    assert sign_in(client, other_user, NEW) == 200


def test_all_sessions_end(
    app: FastAPI, client: TestClient, user_client: TestClient, database: Session, user: User
) -> None:
    elsewhere = TestClient(app)
    assert sign_in(elsewhere, user, PASSWORD) == 200

    reset(client, link_for(client, database, user.email))

    for browser in (user_client, elsewhere):
        assert_problem(browser.get(ME), 401, "not_signed_in")


def test_a_link_works_once_and_a_newer_one_leaves_it_alone(
    client: TestClient, database: Session, user: User
) -> None:
    token = link_for(client, database, user.email)
    reset(client, token)

    assert_problem(reset(client, token, "another quiet river"), 400, "link_wrong")
    assert sign_in(client, user, NEW) == 200


def test_half_an_hour_is_the_time(client: TestClient, database: Session, user: User) -> None:
    token = link_for(client, database, user.email)
    challenge = database.exec(select(EmailChallenge)).one()
    assert timedelta(minutes=29) < challenge.expires_at - utc_now() <= timedelta(minutes=30)
    database.exec(update(EmailChallenge).values(expires_at=utc_now()))
    database.commit()

    assert_problem(reset(client, token), 400, "link_wrong")
    assert sign_in(client, user, PASSWORD) == 200


def test_nothing_tells_whether_an_address_has_an_account(client: TestClient, user: User) -> None:
    answers = [
        client.post(RESET, json={"email": email}) for email in (user.email, "no@mail.example")
    ]

    assert [(each.status_code, each.content) for each in answers] == [(202, b"null")] * 2


def test_a_link_for_nobody_opens_nothing(client: TestClient, database: Session) -> None:
    token = link_for(client, database, "no@mail.example")

    assert_problem(reset(client, token), 400, "link_wrong")
    assert_problem(reset(client, "made up"), 400, "link_wrong")


def test_a_weak_password_costs_no_link(client: TestClient, database: Session, user: User) -> None:
    token = link_for(client, database, user.email)

    assert_problem(reset(client, token, "short"), 422, "validation_failed", "password")
    assert reset(client, token).status_code == 204


@pytest.mark.parametrize("path", [RESET, "/api/sessions/sign-up"])
def test_mails_to_one_address_are_few_whatever_they_are_for(
    client: TestClient, user: User, path: str
) -> None:
    for _ in range(3):
        client.post(RESET, json={"email": user.email})
    for _ in range(2):
        client.post("/api/sessions/sign-up", json={"email": user.email})

    assert_problem(client.post(path, json={"email": user.email}), 429, "too_many_attempts")
