"""What Clerk tells by itself, and what others say in its name."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.clerk import webhooks
from app.core.audit.models import AuditEvent
from app.core.models import utc_now
from tests.assertions import assert_problem
from tests.factories.clerk import (
    join_clerk,
    link,
    message,
    new_clerk_id,
    settings_with,
    stand_in,
    token_for,
    told_of,
)

HOOK = "/api/clerk/webhooks"
LATER = timedelta(minutes=1)


def tell(client: TestClient, kind: str, data: dict[str, Any]) -> Response:
    answer = client.post(HOOK, **message(kind, data))
    assert answer.status_code == 204, answer.text
    return answer


def people(database: Session) -> list[tuple[str, str]]:
    database.expire_all()
    return sorted((user.email, user.name) for user in database.exec(select(User)))


def test_people_come_change_and_leave(client: TestClient, database: Session) -> None:
    tell(client, "user.created", told := told_of("ada@mail.example"))
    assert people(database) == [("ada@mail.example", "Ada Example")]

    changed = told_of("ada@new.example", clerk_id=told["id"], changed_at=utc_now() + LATER)
    tell(client, "user.updated", changed | {"first_name": "Augusta"})
    assert people(database) == [("ada@new.example", "Augusta Example")]

    tell(client, "user.deleted", {"id": told["id"], "object": "user", "deleted": True})
    ((email, name),) = people(database)
    assert email.endswith("@deleted.invalid")
    assert "Augusta" not in name
    events = [
        event.name for event in database.exec(select(AuditEvent).order_by(col(AuditEvent.id)))
    ]
    assert events == ["signed_up", "email_changed", "account_deleted"]


def test_who_is_deleted_cannot_come_in_with_a_token_of_before(
    client: TestClient, database: Session, user: User
) -> None:
    clerk_id = link(database, user)
    token = {"Authorization": f"Bearer {token_for(clerk_id)}"}
    assert client.get("/api/accounts/me", headers=token).status_code == 200

    tell(client, "user.deleted", {"id": clerk_id, "deleted": True})

    assert_problem(client.get("/api/accounts/me", headers=token), 401, "not_signed_in")


def test_whoever_has_the_address_of_somebody_who_has_left_is_somebody_new(
    client: TestClient, database: Session, user: User
) -> None:
    email = user.email
    tell(client, "user.deleted", {"id": link(database, user), "deleted": True})

    tell(client, "user.created", told_of(email))

    database.expire_all()
    (newcomer,) = database.exec(select(User).where(User.email == email)).all()
    assert newcomer.id != user.id


def test_what_is_heard_twice_or_late_changes_nothing(client: TestClient, database: Session) -> None:
    newest = told_of("ada@new.example", changed_at=utc_now())
    clerk_id = newest["id"]
    oldest = told_of("ada@old.example", clerk_id=clerk_id, changed_at=utc_now() - LATER)

    tell(client, "user.updated", newest)
    tell(client, "user.created", oldest)
    tell(client, "user.updated", newest)
    assert people(database) == [("ada@new.example", "Ada Example")]

    tell(client, "user.deleted", {"id": clerk_id, "deleted": True})
    gone = people(database)
    tell(client, "user.deleted", {"id": clerk_id, "deleted": True})
    tell(client, "user.updated", told_of("a@mail.example", clerk_id=clerk_id))
    assert people(database) == gone


def test_somebody_may_leave_before_their_coming_is_heard_of(
    client: TestClient, database: Session
) -> None:
    clerk_id = new_clerk_id()
    tell(client, "user.deleted", {"id": clerk_id, "deleted": True})
    tell(client, "user.created", told_of("ada@mail.example", clerk_id=clerk_id))

    assert people(database) == []


def test_a_name_that_was_chosen_here_stays_until_another_is_chosen_at_clerk(
    client: TestClient, database: Session
) -> None:
    tell(client, "user.created", told := told_of("ada@mail.example"))
    token = {"Authorization": f"Bearer {token_for(told['id'])}"}
    client.patch("/api/accounts/me", json={"name": "Countess"}, headers=token)

    later = {"clerk_id": told["id"], "changed_at": utc_now() + LATER}
    tell(client, "user.updated", told_of("ada@new.example", **later))
    assert people(database) == [("ada@new.example", "Countess")]

    later["changed_at"] += LATER
    tell(client, "user.updated", told_of("ada@new.example", **later, last_name="King"))
    assert people(database) == [("ada@new.example", "Ada King")]


def test_two_who_claim_one_address_are_not_mixed_up(
    client: TestClient, database: Session, user: User
) -> None:
    link(database, user)

    tell(client, "user.created", told_of(user.email))

    assert people(database) == [(user.email, user.name)]


@pytest.mark.parametrize(
    "changed",
    [
        {"svix-signature": "v1,Zm9yZ2Vk"},
        {"svix-signature": "v1"},
        {"svix-signature": "v1,%%%"},
        {"svix-signature": ""},
        {"svix-id": "msg_another"},
        {"svix-id": ""},
        {"svix-timestamp": "0"},
        {"svix-timestamp": "soon"},
        {"svix-timestamp": "nan"},
        {"svix-timestamp": ""},
    ],
    ids=str,
)
def test_what_clerk_did_not_sign_is_not_believed(
    client: TestClient, database: Session, changed: dict[str, str]
) -> None:
    sent = message("user.created", told_of("ada@mail.example"))
    sent["headers"] |= changed

    assert_problem(client.post(HOOK, **sent), 401, "unknown_sender")
    assert people(database) == []


@pytest.mark.parametrize("age", [timedelta(minutes=6), -timedelta(minutes=6)])
def test_what_was_signed_long_ago_is_not_believed(client: TestClient, age: timedelta) -> None:
    sent = message("user.created", told_of("ada@mail.example"), sent_at=utc_now() - age)

    assert_problem(client.post(HOOK, **sent), 401, "unknown_sender")


def test_another_body_under_the_same_signature_is_not_believed(client: TestClient) -> None:
    sent = message("user.created", told_of("ada@mail.example"))
    for body in (sent["content"].replace("ada@", "eve@"), "", "\x00", b"\xff\xfe"):
        answer = client.post(HOOK, content=body, headers=sent["headers"])
        assert_problem(answer, 401, "unknown_sender")


@pytest.mark.parametrize("data", [{}, {"id": 7}, {"id": "user_1", "updated_at": "soon"}])
@pytest.mark.parametrize("kind", ["user.created", "user.updated"])
def test_what_says_nothing_that_is_understood_is_refused(
    client: TestClient, kind: str, data: dict[str, Any]
) -> None:
    assert_problem(client.post(HOOK, **message(kind, data)), 422, "validation_failed")


def test_what_is_about_something_else_is_heard_and_changes_nothing(
    client: TestClient, database: Session
) -> None:
    tell(client, "session.created", {"id": "sess_1"})

    assert people(database) == []


def test_without_a_secret_nobody_is_believed(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = settings_with(clerk_webhook_secret=None)
    monkeypatch.setattr(webhooks, "settings_of", lambda _: silent)

    sent = message("user.created", told_of("ada@mail.example"))
    assert_problem(client.post(HOOK, **sent), 404, "not_found")


def test_an_account_that_is_linked_by_the_address_needs_no_question_to_clerk(
    client: TestClient, user: User
) -> None:
    clerk_id = join_clerk(user.email)
    tell(client, "user.created", stand_in.people[clerk_id])
    stand_in.asked.clear()

    token = {"Authorization": f"Bearer {token_for(clerk_id)}"}
    assert client.get("/api/accounts/me", headers=token).json()["id"] == user.id
    assert not [asked for asked in stand_in.asked if "/users/" in asked]
