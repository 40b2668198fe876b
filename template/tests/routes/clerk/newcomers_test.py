"""Whoever is seen for the first time becomes a person."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, select

from app.accounts.models import User
from app.core.audit.models import AuditEvent
from app.core.models import utc_now
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.factories.clerk import (
    Server,
    join_clerk,
    link,
    new_clerk_id,
    token_for,
)

ME = "/api/accounts/me"


def me(client: TestClient, clerk_id: str) -> Response:
    return client.get(ME, headers={"Authorization": f"Bearer {token_for(clerk_id)}"})


def test_a_newcomer_is_a_person_from_the_first_request_on(
    client: TestClient, database: Session, clerk: Server
) -> None:
    clerk_id = join_clerk("Ada@Mail.example")

    first, second = me(client, clerk_id).json(), me(client, clerk_id).json()

    assert (first["email"], first["name"]) == ("ada@mail.example", "Ada Example")
    assert first == second
    assert clerk.asked.count(f"GET /v1/users/{clerk_id}") == 1
    (told,) = database.exec(select(AuditEvent)).all()
    assert (told.name, told.user_id) == ("signed_up", first["id"])


def test_people_take_away_what_is_kept_of_their_account_at_clerk(client: TestClient) -> None:
    clerk_id = join_clerk("ada@mail.example")
    headers = {"Authorization": f"Bearer {token_for(clerk_id)}"}

    told = client.post(f"{ME}/export", headers=headers).json()

    (account,) = told["clerk"]["accounts"]
    assert (account["clerk_id"], account["name"]) == (clerk_id, "Ada Example")


def test_the_first_request_may_be_one_that_changes_something(client: TestClient) -> None:
    token = token_for(join_clerk("ada@mail.example"))

    answer = client.patch(
        ME, json={"name": "Ada Lovelace"}, headers={"Authorization": f"Bearer {token}"}
    )

    assert answer.json()["name"] == "Ada Lovelace"


def test_first_requests_that_come_together_make_one_person(
    app: FastAPI, committed_database: Session
) -> None:
    clerk_id = join_clerk("ada@mail.example")
    browsers = [TestClient(app, raise_server_exceptions=False) for _ in range(6)]

    with ThreadPoolExecutor() as threads:
        answers = list(threads.map(lambda browser: me(browser, clerk_id), browsers))

    assert [answer.status_code for answer in answers] == [200] * 6
    assert len(committed_database.exec(select(User)).all()) == 1


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"first_name": None}, "Example"),
        ({"first_name": None, "last_name": None, "username": "ada_1815"}, "ada_1815"),
        ({"first_name": None, "last_name": None}, "ada"),
        ({"first_name": "A\r\nBcc: all@mail.example", "last_name": None}, "ABcc: all@mail.example"),
        ({"first_name": "x" * 300, "last_name": None}, "x" * 100),
    ],
)
def test_everybody_has_a_name_that_fits(
    client: TestClient, changed: dict[str, str | None], name: str
) -> None:
    assert me(client, join_clerk("ada@mail.example", **changed)).json()["name"] == name


def test_somebody_who_has_the_address_already_goes_on_as_who_they_are(
    client: TestClient, user: User
) -> None:
    assert me(client, join_clerk(user.email)).json()["id"] == user.id


def test_an_address_that_is_not_proved_opens_nobodys_account(
    client: TestClient, user: User
) -> None:
    address = {"id": "idn_1", "email_address": user.email, "verification": {"status": "unverified"}}

    answer = me(client, join_clerk(user.email, email_addresses=[address]))

    assert_problem(answer, 403, "email_missing")


def test_the_account_of_somebody_else_at_clerk_stays_theirs(
    client: TestClient, database: Session, user: User
) -> None:
    link(database, user)

    assert_problem(me(client, join_clerk(user.email)), 409, "email_taken", "email")


def test_whom_clerk_does_not_know_is_nobody_and_is_asked_about_once(
    client: TestClient, clerk: Server
) -> None:
    gone = new_clerk_id()

    for _ in range(3):
        assert_problem(me(client, gone), 401, "not_signed_in")

    assert clerk.asked.count(f"GET /v1/users/{gone}") == 1


def test_whoever_is_suspended_is_told_so(client: TestClient, database: Session) -> None:
    user = UserFactory.create(database, suspended_at=utc_now())

    assert_problem(me(client, link(database, user)), 403, "account_suspended")
