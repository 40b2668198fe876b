import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.personal_data import service
from app.core.audit.models import AuditEvent
from app.features import features
from tests.assertions import assert_problem

ME, EXPORT = "/api/accounts/me", "/api/accounts/me/export"


def test_people_take_away_what_is_known_of_them(user_client: TestClient, user: User) -> None:
    user_client.patch(ME, json={"time_zone": "Europe/Berlin"})

    answer = user_client.post(EXPORT)

    assert answer.status_code == 200
    told = answer.json()
    assert set(told) == {each.name for each in features if each.personal_data}
    assert told["accounts"]["email"] == user.email
    assert told["accounts"]["time_zone"] == "Europe/Berlin"
    assert told["core"]["events"][-1]["name"] == "account_data_exported"


def test_nothing_of_others_is_in_it(user_client: TestClient, other_client: TestClient) -> None:
    other = other_client.get(ME).json()
    other_client.post(EXPORT)

    answer = user_client.post(EXPORT)

    assert other["id"] not in answer.text
    assert other["email"] not in answer.text
    assert [each["name"] for each in answer.json()["core"]["events"]] == ["account_data_exported"]


def test_what_others_did_to_an_account_is_told_without_who_from_where_and_why(
    user_client: TestClient, database: Session, user: User
) -> None:
    own = {"name": "signed_in", "actor_id": user.id, "address": "192.0.2.1"}
    theirs = {"name": "user_suspended", "actor_id": "user_admin", "address": "192.0.2.7"}
    for event in (own, theirs):
        database.add(AuditEvent(user_id=user.id, details={"reason": event["address"]}, **event))
        database.flush()
    database.commit()

    first, second, _ = user_client.post(EXPORT).json()["core"]["events"]

    assert (first["address"], first["details"]) == ("192.0.2.1", {"reason": "192.0.2.1"})
    assert second.keys() == {"name", "created_at"}


def test_taking_it_away_needs_a_person(client: TestClient) -> None:
    assert_problem(client.post(EXPORT), 401, "not_signed_in")


def test_it_is_asked_for_seldom(user_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "EXPORTS", "1 per 1 hour")
    user_client.post(EXPORT)

    assert_problem(user_client.post(EXPORT), 429, "too_many_attempts")


def test_it_is_in_the_audit_trail(user_client: TestClient, database: Session, user: User) -> None:
    user_client.post(EXPORT)

    event = database.exec(select(AuditEvent)).one()
    assert (event.name, event.user_id, event.actor_id) == (
        "account_data_exported",
        user.id,
        user.id,
    )
