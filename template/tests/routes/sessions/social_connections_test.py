"""Accounts elsewhere of somebody who is signed in: to connect them, to see them, to take them away."""

from datetime import timedelta

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.core.audit.models import AuditEvent
from app.core.jobs.models import QueuedJob
from app.core.models import utc_now
from app.sessions.models import UserSession
from app.sessions.social.models import SocialIdentity
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.stand_ins.issuer import Issuer
from tests.stand_ins.visits import allow, begin_to_connect, connect, finish, visit
from tests.utils import sign_in

IDENTITIES = "/api/sessions/social/identities"


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
