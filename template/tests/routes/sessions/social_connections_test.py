"""Accounts elsewhere of somebody who is signed in, and what an address that is not proved there leads to."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.core.audit.models import AuditEvent
from app.core.jobs.models import QueuedJob
from app.core.models import utc_now
from app.sessions.challenges.service import prepare
from app.sessions.models import EmailChallenge, Password, UserSession
from app.sessions.social.models import SocialIdentity, WaitingIdentity
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.stand_ins.issuer import Issuer
from tests.stand_ins.visits import allow, finish, visit
from tests.utils import sign_in

ME = "/api/accounts/me"
IDENTITIES = "/api/sessions/social/identities"


def begin_to_connect(client: TestClient, provider: str = "oidc") -> str:
    response = client.post(f"/api/sessions/social/{provider}/connect")
    assert response.status_code == 200, response.text
    address: str = response.json()["address"]
    return address


def connect(client: TestClient, provider: str = "oidc") -> Response:
    return finish(client, allow(begin_to_connect(client, provider)), provider)


def grow_old(database: Session) -> None:
    """Let it be a while ago that everybody proved who they are."""
    for session in database.exec(select(UserSession)).all():
        session.confirmed_at = utc_now() - timedelta(minutes=11)
        database.add(session)
    database.commit()


def test_an_account_is_connected_opens_this_one_and_is_disconnected(
    app: FastAPI, user_client: TestClient, issuer: Issuer, user: User
) -> None:
    issuer.behaviour.person.email = "ada@elsewhere.example"
    assert connect(user_client).json()["result"] == {"next_step": "connected"}

    shown = user_client.get(IDENTITIES).json()
    assert [(it["provider"], it["label"], it["shown_as"]) for it in shown] == [
        ("oidc", "Example ID", "ada@elsewhere.example")
    ]
    assert visit(TestClient(app)).json()["result"]["id"] == user.id

    assert user_client.delete(f"{IDENTITIES}/{shown[0]['id']}").status_code == 204
    assert user_client.get(IDENTITIES).json() == []
    assert visit(TestClient(app)).json()["result"]["id"] != user.id


def test_an_address_that_is_not_proved_there_may_be_connected_by_its_owner(
    user_client: TestClient, issuer: Issuer
) -> None:
    issuer.behaviour.person.email_verified = False

    assert connect(user_client).status_code == 200


def test_connecting_twice_is_no_mistake(user_client: TestClient, issuer: Issuer) -> None:
    connect(user_client)

    assert connect(user_client).status_code == 200
    assert len(user_client.get(IDENTITIES).json()) == 1


def test_the_owner_is_told_of_a_new_connection(
    user_client: TestClient, database: Session, issuer: Issuer, user: User
) -> None:
    connect(user_client)

    (mail,) = database.exec(select(QueuedJob)).all()
    assert mail.arguments == [user.id, "Example ID", "ada@mail.example"]


def test_the_trail_tells_who_connected_what_and_who_came_in_by_it(
    app: FastAPI, user_client: TestClient, database: Session, issuer: Issuer, user: User
) -> None:
    connect(user_client)
    visit(TestClient(app))
    (shown,) = user_client.get(IDENTITIES).json()
    user_client.delete(f"{IDENTITIES}/{shown['id']}")
    newcomer = visit(TestClient(app), "github").json()["result"]["id"]

    trail = database.exec(select(AuditEvent).order_by(col(AuditEvent.id))).all()

    assert [(it.name, it.user_id, it.details.get("provider")) for it in trail] == [
        ("account_connected", user.id, "Example ID"),
        ("signed_in", user.id, None),
        ("account_disconnected", user.id, "Example ID"),
        ("signed_up", newcomer, "GitHub"),
        ("signed_in", newcomer, None),
    ]


def test_an_account_that_is_somebody_elses_here_is_not_taken_over(
    user_client: TestClient, other_client: TestClient, issuer: Issuer
) -> None:
    connect(other_client)

    assert_problem(connect(user_client), 409, "identity_taken")
    assert user_client.get(IDENTITIES).json() == []


def test_a_second_account_of_the_same_provider_is_refused(
    app: FastAPI, user_client: TestClient, issuer: Issuer, user: User
) -> None:
    connect(user_client)
    issuer.behaviour.person.sub = "another"

    assert_problem(connect(user_client), 409, "another_is_connected")
    issuer.behaviour.person.email = user.email
    assert_problem(visit(TestClient(app)), 409, "another_is_connected")


def test_connecting_and_disconnecting_need_a_fresh_confirmation(
    user_client: TestClient, database: Session, issuer: Issuer
) -> None:
    connect(user_client)
    (shown,) = user_client.get(IDENTITIES).json()
    grow_old(database)

    for response in (
        user_client.post("/api/sessions/social/oidc/connect"),
        user_client.delete(f"{IDENTITIES}/{shown['id']}"),
    ):
        assert_problem(response, 403, "confirmation_required")


def test_visitors_connect_and_see_nothing(client: TestClient, issuer: Issuer) -> None:
    for response in (
        client.post("/api/sessions/social/oidc/connect"),
        client.get(IDENTITIES),
        client.delete(f"{IDENTITIES}/identity_01h455vb4pex5vsknk084sn02q"),
    ):
        assert_problem(response, 401, "not_signed_in")


def test_who_signs_out_or_becomes_another_before_they_are_back_connects_nothing(
    user_client: TestClient, database: Session, issuer: Issuer
) -> None:
    answer = allow(begin_to_connect(user_client))
    user_client.post("/api/sessions/sign-out")
    assert_problem(finish(user_client, answer), 401, "not_signed_in")

    sign_in(user_client, database, UserFactory.create(database))
    answer = allow(begin_to_connect(user_client))
    sign_in(user_client, database, UserFactory.create(database))
    assert_problem(finish(user_client, answer), 400, "attempt_over")
    assert database.exec(select(SocialIdentity)).all() == []


def test_nobody_disconnects_what_is_somebody_elses(
    user_client: TestClient, other_client: TestClient, issuer: Issuer
) -> None:
    connect(user_client)
    (shown,) = user_client.get(IDENTITIES).json()

    assert_problem(other_client.delete(f"{IDENTITIES}/{shown['id']}"), 404, "not_found")


def test_the_last_way_in_stays(client: TestClient, issuer: Issuer) -> None:
    visit(client)
    (only,) = client.get(IDENTITIES).json()
    assert_problem(client.delete(f"{IDENTITIES}/{only['id']}"), 409, "last_way_in")

    connect(client, "github")

    assert client.delete(f"{IDENTITIES}/{only['id']}").status_code == 204
    (left,) = client.get(IDENTITIES).json()
    assert_problem(client.delete(f"{IDENTITIES}/{left['id']}"), 409, "last_way_in")


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
