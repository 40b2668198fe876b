"""Administrators read the audit trail, and take it with them."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.permissions import Permission
from app.admin.audit import service
from app.core.audit.models import AuditEvent
from app.core.models import utc_now
from tests.assertions import assert_problem

AUDIT = "/api/admin/audit"
EXPORT = f"{AUDIT}/export.csv"
START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def trail_of_three(database: Session, user: User, admin: User) -> None:
    database.add_all(
        [
            AuditEvent(
                name="signed_in",
                user_id=user.id,
                actor_id=user.id,
                address="192.0.2.1",
                created_at=START,
            ),
            AuditEvent(
                name="role_changed",
                user_id=user.id,
                actor_id=admin.id,
                details={"role": "admin"},
                created_at=START + timedelta(days=1),
            ),
            AuditEvent(name="signed_out", user_id="user_gone", created_at=utc_now()),
        ]
    )
    database.commit()


def names(client: TestClient, **query: Any) -> list[str]:
    page = client.get(AUDIT, params=query).raise_for_status().json()
    return [item["name"] for item in page["items"]]


def exported(client: TestClient, **query: Any) -> list[dict[str, str]]:
    answer = client.get(EXPORT, params=query)
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.usefixtures("trail_of_three")
def test_the_trail_is_read_from_its_end_and_names_people(
    admin_client: TestClient, user: User, admin: User
) -> None:
    page = admin_client.get(AUDIT).json()

    assert [item["name"] for item in page["items"]] == ["signed_out", "role_changed", "signed_in"]
    changed = page["items"][1]
    assert (changed["user_id"], changed["actor_id"]) == (user.id, admin.id)
    assert changed["details"] == {"role": "admin"}
    assert page["people"] == {user.id: user.email, admin.id: admin.email}


@pytest.mark.usefixtures("trail_of_three")
def test_the_trail_is_filtered_by_what_who_and_when(
    admin_client: TestClient, user: User, admin: User
) -> None:
    assert names(admin_client, event="signed_in") == ["signed_in"]
    assert names(admin_client, user_id=user.id) == ["role_changed", "signed_in"]
    assert names(admin_client, actor_id=admin.id) == ["role_changed"]
    assert names(admin_client, period="week") == ["signed_out"]
    later = (START + timedelta(hours=1)).isoformat()
    assert names(admin_client, created_from=later, order="created_at") == [
        "role_changed",
        "signed_out",
    ]
    assert names(admin_client, created_before=later) == ["signed_in"]


@pytest.mark.usefixtures("trail_of_three")
def test_the_trail_is_searched_by_address(admin_client: TestClient, admin: User) -> None:
    assert names(admin_client, search="192.0.2") == ["signed_in"]
    assert names(admin_client, search=f" {admin.email.upper()} ") == ["role_changed"]
    assert names(admin_client, search="nobody@mail.example") == []


@pytest.mark.parametrize("named", ["acting_as_id", "request_id"])
def test_what_somebody_did_as_another_and_in_one_request_is_found(
    admin_client: TestClient, database: Session, named: str
) -> None:
    database.add(AuditEvent.model_validate({"name": "signed_in", named: "user_bea"}))
    database.add(AuditEvent(name="signed_out"))
    database.commit()

    assert names(admin_client, search="user_bea") == ["signed_in"]


@pytest.mark.parametrize(("period", "days"), [("day", 1), ("week", 7), ("month", 30)])
def test_a_period_ends_where_it_says(
    admin_client: TestClient, database: Session, period: str, days: int
) -> None:
    end = utc_now() - timedelta(days=days)
    database.add(AuditEvent(name="signed_in", created_at=end + timedelta(hours=1)))
    database.add(AuditEvent(name="signed_out", created_at=end - timedelta(hours=1)))
    database.commit()

    assert names(admin_client, period=period) == ["signed_in"]


@pytest.mark.usefixtures("trail_of_three")
def test_the_trail_has_pages(admin_client: TestClient) -> None:
    first = admin_client.get(AUDIT, params={"size": 2}).json()

    assert names(admin_client, size=2, cursor=first["next_cursor"]) == ["signed_in"]


def test_what_can_happen_is_listed(admin_client: TestClient) -> None:
    known = admin_client.get(f"{AUDIT}/events").json()

    assert {"user_suspended", "user_impersonated"} <= set(known)
    assert known == sorted(known)


@pytest.mark.usefixtures("trail_of_three")
def test_the_trail_is_exported_piece_by_piece_and_that_is_noted(
    admin_client: TestClient, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CHUNK", 2)

    rows = exported(admin_client)

    assert [row["name"] for row in rows[1:]] == ["signed_out", "role_changed", "signed_in"]
    assert (rows[0]["name"], rows[0]["actor_id"]) == ("audit_exported", admin.id)
    assert rows[2]["details"] == '{"role": "admin"}'
    assert rows[3]["created_at"] == "2026-01-01T00:00:00+00:00"


@pytest.mark.usefixtures("trail_of_three")
def test_only_what_search_and_filters_let_through_is_exported(
    admin_client: TestClient, user: User
) -> None:
    def told(**query: str) -> list[tuple[str, str]]:
        return [(row["name"], row["user_id"]) for row in exported(admin_client, **query)]

    assert told(search=user.email) == [("role_changed", user.id), ("signed_in", user.id)]
    assert told(event="signed_out") == [("signed_out", "user_gone")]
    assert told(search=user.email, event="signed_in") == [("signed_in", user.id)]


@pytest.mark.parametrize(
    "evil",
    [
        *("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)"),
        *("\t=1", "\r=1", "\n=1"),
        *("\uff1d1", "\uff0b1", "\uff0d1", "\uff20SUM(1)"),
    ],
)
def test_no_cell_is_a_formula(admin_client: TestClient, database: Session, evil: str) -> None:
    database.add(AuditEvent(name="signed_in", address=evil, details={"x": '"=1'}))
    database.commit()

    (row,) = exported(admin_client, event="signed_in")

    assert row["address"] == f"'{evil}"
    assert row["details"].startswith("{")


@pytest.mark.parametrize("path", [AUDIT, EXPORT, f"{AUDIT}/events"])
def test_the_trail_is_not_open_to_others(
    user_client: TestClient, client: TestClient, path: str
) -> None:
    assert_problem(user_client.get(path), 403, "forbidden")
    assert_problem(client.get(path), 401, "not_signed_in")


@pytest.mark.parametrize("path", [AUDIT, EXPORT, f"{AUDIT}/events"])
def test_the_trail_is_open_to_who_may_read_it_and_to_no_other_helper(
    user_client: TestClient, let_members: Callable[..., None], path: str
) -> None:
    let_members(*(set(Permission) - {Permission.SEE_AUDIT}))
    assert_problem(user_client.get(path), 403, "forbidden")

    let_members(Permission.SEE_AUDIT)
    assert user_client.get(path).status_code == 200


@pytest.mark.parametrize("query", [{"event": "DROP"}, {"user_id": "job_1"}, {"when": "now"}])
def test_what_is_not_understood_is_refused(admin_client: TestClient, query: dict[str, str]) -> None:
    for path in (AUDIT, EXPORT):
        assert_problem(
            admin_client.get(path, params=query), 422, "validation_failed", *query.keys()
        )


def test_nobody_changes_the_trail(admin_client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert admin_client.request(method, AUDIT).status_code == 405
