"""Newcomers by an account elsewhere whose address is not proved there: they prove it here first."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, select

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.challenges.service import prepare
from app.sessions.models import EmailChallenge, Password
from app.sessions.social.models import SocialIdentity, WaitingIdentity
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.stand_ins.issuer import Issuer
from tests.stand_ins.visits import connect, visit
from tests.utils import sign_in

ME = "/api/accounts/me"


def ask_for_proof(client: TestClient, database: Session, email: str) -> tuple[str, str]:
    """The browser's secret, and the code in the mail."""
    secret = client.post("/api/sessions/sign-up", json={"email": email}).json()["secret"]
    challenge = database.exec(select(EmailChallenge)).one()
    prepared = prepare(database, challenge.id)
    assert prepared
    database.commit()
    return secret, prepared[1]


def prove(client: TestClient, database: Session, email: str) -> str:
    secret, code = ask_for_proof(client, database, email)
    proof = {"secret": secret, "code": code}
    assert client.post("/api/sessions/sign-up/code", json=proof).status_code == 204
    return secret


def finish_account(client: TestClient, secret: str) -> Response:
    body = {"secret": secret, "name": "Ada Byron"}
    return client.post("/api/sessions/social/account", json=body)


@pytest.mark.parametrize("provider", ["oidc", "github"])
def test_a_newcomer_whose_address_is_not_proved_there_proves_it_here(
    app: FastAPI, client: TestClient, database: Session, issuer: Issuer, provider: str
) -> None:
    issuer.behaviour.person.email_verified = False
    told: dict[str, Any] = visit(client, provider).json()["result"]
    assert told == {"next_step": "address", "email": "ada@mail.example", "name": "Ada Byron"}
    assert_problem(client.get(ME), 401, "not_signed_in")

    response = finish_account(client, prove(client, database, "ada@mail.example"))

    assert response.status_code == 201
    assert client.get(ME).json() == response.json()
    assert visit(TestClient(app), provider).json()["result"] == response.json()
    assert database.exec(select(Password)).all() == []


@pytest.mark.parametrize(
    "email", [None, "no address", 7, "a@b@c.example", "x" * 300 + "@mail.example"]
)
def test_somebody_without_an_address_there_is_asked_for_one(
    client: TestClient, issuer: Issuer, email: Any
) -> None:
    issuer.behaviour.person.email = email

    told = visit(client).json()["result"]

    assert told == {"next_step": "address", "email": "", "name": "Ada Byron"}


@pytest.mark.parametrize("addresses", [[], {}, [{}], [{"primary": True}], "x"])
def test_github_may_know_no_address(client: TestClient, issuer: Issuer, addresses: Any) -> None:
    issuer.behaviour.addresses = addresses

    assert visit(client, "github").json()["result"]["next_step"] == "address"


def test_github_speaks_for_the_primary_address_alone(client: TestClient, issuer: Issuer) -> None:
    issuer.behaviour.addresses = [
        {"email": "victim@mail.example", "primary": False, "verified": True},
        {"email": "ada@mail.example", "primary": True, "verified": False},
    ]

    assert visit(client, "github").json()["result"]["email"] == "ada@mail.example"
    assert visit(client, "github").json()["result"]["next_step"] == "address"


def test_an_account_is_not_made_before_the_address_is_proved(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    issuer.behaviour.person.email_verified = False
    visit(client)
    secret, _ = ask_for_proof(client, database, "ada@mail.example")

    assert_problem(finish_account(client, secret), 400, "link_wrong")
    assert database.exec(select(User)).all() == []


def test_a_proved_address_alone_makes_no_account_without_a_password(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    secret = prove(client, database, "ada@mail.example")

    assert_problem(finish_account(client, secret), 400, "attempt_over")


def test_who_proves_the_address_in_another_browser_connects_nothing_there(
    app: FastAPI, client: TestClient, database: Session, issuer: Issuer
) -> None:
    """The victim of somebody who has begun with an account of their own and the victim's address."""
    issuer.behaviour.person.email_verified = False
    visit(client)
    victim = TestClient(app)

    secret = prove(victim, database, "ada@mail.example")

    assert_problem(finish_account(victim, secret), 400, "attempt_over")
    assert database.exec(select(SocialIdentity)).all() == []


def test_who_waits_too_long_begins_again(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    issuer.behaviour.person.email_verified = False
    visit(client)
    waiting = database.exec(select(WaitingIdentity)).one()
    waiting.expires_at = utc_now()
    database.add(waiting)
    database.commit()

    secret = prove(client, database, "ada@mail.example")

    assert_problem(finish_account(client, secret), 400, "attempt_over")


def test_an_account_elsewhere_that_was_connected_meanwhile_is_not_connected_twice(
    app: FastAPI, client: TestClient, database: Session, issuer: Issuer
) -> None:
    issuer.behaviour.person.email_verified = False
    visit(client)
    other = sign_in(TestClient(app), database, UserFactory.create(database))
    connect(other)

    secret = prove(client, database, "ada@mail.example")

    assert_problem(finish_account(client, secret), 409, "identity_taken")


def test_a_known_address_is_told_by_mail_alone_that_it_has_an_account(
    client: TestClient, database: Session, issuer: Issuer
) -> None:
    UserFactory.create(database, email="ada@mail.example")
    issuer.behaviour.person.email_verified = False
    visit(client)

    response = client.post("/api/sessions/sign-up", json={"email": "ada@mail.example"})

    assert response.status_code == 202
    assert database.exec(select(EmailChallenge)).one().user_id is not None
