from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from app.accounts import dependencies
from app.accounts.models import User
from app.api_keys import service
from app.api_keys.models import ApiKey, ApiKeyId
from app.api_keys.tokens import is_well_formed
from app.core.audit.models import AuditEvent
from app.core.models import utc_now
from tests.assertions import assert_problem
from tests.factories.api_keys import ApiKeyFactory
from tests.routes.api_keys.conftest import Program

KEYS, ME = "/api/api-keys", "/api/v1/me"
NEW = {"name": "Backup", "scopes": ["account:read"]}


def test_a_key_is_made_used_and_revoked(
    user_client: TestClient, program: Program, user: User
) -> None:
    made = user_client.post(KEYS, json=NEW | {"name": "  Backup "})

    assert made.status_code == 201
    assert made.json().items() >= NEW.items()
    token = made.json()["token"]
    assert is_well_formed(token)
    holder = program(token).get(ME).json()
    assert (holder["id"], holder["key_id"]) == (user.id, made.json()["id"])

    assert user_client.delete(f"{KEYS}/{made.json()['id']}").status_code == 204

    assert_problem(program(token).get(ME), 401, "key_refused")
    assert user_client.get(KEYS).json() == []


def test_the_key_itself_is_told_once_and_stored_nowhere(
    user_client: TestClient, database: Session
) -> None:
    token = user_client.post(KEYS, json=NEW).json()["token"]

    listed = user_client.get(KEYS)

    assert set(listed.json()[0]) == {
        *("id", "name", "hint", "scopes", "created_at", "expires_at", "used_at"),
    }
    assert token not in listed.text
    (stored,) = database.exec(select(ApiKey)).all()
    secret = token.rpartition("_")[2]
    assert not [value for value in vars(stored).values() if secret in str(value)]
    assert listed.json()[0]["hint"].endswith(f"_test_…{token[-4:]}")


def test_making_and_revoking_a_key_is_in_the_audit_trail_and_the_key_itself_is_not(
    user_client: TestClient, database: Session, user: User
) -> None:
    made = user_client.post(KEYS, json=NEW).json()
    user_client.delete(f"{KEYS}/{made['id']}")

    created, revoked = database.exec(select(AuditEvent).order_by(col(AuditEvent.id))).all()
    assert (created.name, revoked.name) == ("api_key_created", "api_key_revoked")
    assert (created.user_id, created.actor_id) == (user.id, user.id)
    assert created.details == {
        "key_id": made["id"],
        "key_name": "Backup",
        "scopes": "account:read",
    }
    assert revoked.details == {"key_id": made["id"], "key_name": "Backup"}


def test_people_have_several_keys_and_see_the_newest_first(user_client: TestClient) -> None:
    for name in ("First", "Second"):
        user_client.post(KEYS, json=NEW | {"name": name})

    assert [key["name"] for key in user_client.get(KEYS).json()] == ["Second", "First"]


@pytest.mark.parametrize(
    ("wish", "days"),
    [({}, 90), ({"expires_in_days": 30}, 30), ({"expires_in_days": 365}, 365)],
)
def test_a_key_ends_after_90_days_unless_its_owner_says_otherwise(
    user_client: TestClient, wish: dict[str, int], days: int
) -> None:
    key = user_client.post(KEYS, json=NEW | wish).json()

    lifetime = datetime.fromisoformat(key["expires_at"]) - utc_now()
    assert timedelta(days=days, minutes=-1) < lifetime <= timedelta(days=days)


def test_a_key_that_never_ends_has_to_be_asked_for(user_client: TestClient) -> None:
    assert user_client.post(KEYS, json=NEW | {"expires_in_days": None}).json()["expires_at"] is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "x" * 101),
        ("name", "two\nlines"),
        ("scopes", []),
        ("scopes", ["everything"]),
        ("scopes", ["account:read", "account:*"]),
        ("expires_in_days", 7),
        ("expires_in_days", -1),
        ("expires_in_days", "never"),
    ],
)
def test_what_is_wrong_is_told_by_field(user_client: TestClient, field: str, value: Any) -> None:
    answer = user_client.post(KEYS, json=NEW | {field: value})

    assert_problem(answer, 422, "validation_failed", field)
    assert user_client.get(KEYS).json() == []


def test_people_can_have_so_many_keys_and_no_more(
    user_client: TestClient, other_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST", 1)
    assert user_client.post(KEYS, json=NEW).status_code == 201

    assert_problem(user_client.post(KEYS, json=NEW), 409, "too_many_keys")

    assert other_client.post(KEYS, json=NEW).status_code == 201


def test_nobody_sees_or_revokes_another_persons_key(
    user_client: TestClient, other_client: TestClient, program: Program
) -> None:
    made = user_client.post(KEYS, json=NEW).json()

    assert other_client.get(KEYS).json() == []
    assert_problem(other_client.delete(f"{KEYS}/{made['id']}"), 404, "not_found")
    assert_problem(other_client.delete(f"{KEYS}/{ApiKeyId.new()}"), 404, "not_found")
    assert_problem(other_client.delete(f"{KEYS}/{made['token']}"), 404, "not_found")
    assert program(made["token"]).get(ME).status_code == 200


def test_a_screen_left_alone_neither_makes_nor_revokes_keys(
    user_client: TestClient, database: Session, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ApiKeyFactory.create(database, user_id=user.id)
    monkeypatch.setattr(dependencies, "CONFIRMATION_LIFETIME", timedelta(0))

    assert_problem(user_client.post(KEYS, json=NEW), 403, "confirmation_required")
    assert_problem(user_client.delete(f"{KEYS}/{key.id}"), 403, "confirmation_required")
    assert len(user_client.get(KEYS).json()) == 1


def test_keys_are_the_business_of_people_alone(
    client: TestClient, program: Program, token: str
) -> None:
    for visitor in (client, program(token)):
        assert_problem(visitor.get(KEYS), 401, "not_signed_in")
        assert_problem(visitor.get(f"{KEYS}/scopes"), 401, "not_signed_in")
        assert_problem(visitor.post(KEYS, json=NEW), 401, "not_signed_in")
        assert_problem(visitor.delete(f"{KEYS}/{ApiKeyId.new()}"), 401, "not_signed_in")


def test_people_are_told_what_programs_can_be_allowed_to_do(user_client: TestClient) -> None:
    scopes = user_client.get(f"{KEYS}/scopes").json()

    assert {"account:read"} <= {scope["name"] for scope in scopes}
    assert all(scope["description"].endswith(".") for scope in scopes)
