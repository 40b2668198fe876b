from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select, update

from app.accounts.leaving.erasing import erase_people, erase_person
from app.accounts.models import User
from app.accounts.permissions import Role
from app.core.audit.models import AuditEvent
from app.core.jobs.models import QueuedJob
from app.core.models import utc_now
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.utils import sign_in

ME, RESTORE = "/api/accounts/me", "/api/accounts/me/restore"


@pytest.fixture
def returning_client(
    client: TestClient, user_client: TestClient, database: Session, user: User
) -> TestClient:
    """The browser of somebody who has left and signs in again."""
    assert user_client.delete(ME).status_code == 200
    return sign_in(client, database, user)


def let_the_week_pass(database: Session) -> None:
    database.exec(update(User).where(col(User.leaves_at).is_not(None)).values(leaves_at=utc_now()))
    database.commit()


def events(database: Session) -> list[str]:
    return [each.name for each in database.exec(select(AuditEvent).order_by(AuditEvent.id))]


def test_whoever_leaves_is_signed_out_and_told_until_when_they_can_come_back(
    user_client: TestClient, other_client: TestClient, database: Session, user: User
) -> None:
    answer = user_client.delete(ME)

    database.refresh(user)
    assert user.leaves_at is not None
    assert timedelta(days=6, hours=23) < user.leaves_at - utc_now() <= timedelta(days=7)
    assert answer.json() == {"leaves_at": user.leaves_at.isoformat().replace("+00:00", "Z")}
    assert_problem(user_client.get(ME), 401, "not_signed_in")
    assert other_client.get(ME).status_code == 200
    assert events(database) == ["account_left"]


def test_the_last_administrator_makes_another_one_before_they_leave(
    user_client: TestClient, database: Session, user: User
) -> None:
    user.role = Role.ADMIN
    database.commit()

    assert_problem(user_client.delete(ME), 409, "last_administrator")
    assert user_client.get(ME).json()["leaves_at"] is None

    UserFactory.create(database, role=Role.ADMIN)
    assert user_client.delete(ME).status_code == 200


def test_whoever_comes_back_finds_the_door_closed_until_they_say_that_they_stay(
    returning_client: TestClient, database: Session
) -> None:
    assert returning_client.get(ME).json()["leaves_at"]
    assert_problem(returning_client.patch(ME, json={"name": "Ada"}), 403, "account_leaving")
    assert_problem(returning_client.delete(ME), 403, "account_leaving")

    answer = returning_client.post(RESTORE)

    assert answer.json()["leaves_at"] is None
    assert returning_client.patch(ME, json={"name": "Ada"}).status_code == 200
    assert events(database) == ["account_left", "account_came_back"]


def test_after_a_week_nothing_is_left_but_ids_in_the_audit_trail(
    returning_client: TestClient, other_client: TestClient, database: Session, user: User
) -> None:
    user_id, email = user.id, user.email
    let_the_week_pass(database)

    erase_people(database)
    assert erase_person.name in [each.name for each in database.exec(select(QueuedJob))]
    erase_person(database, user_id)
    database.commit()

    assert_problem(returning_client.get(ME), 401, "not_signed_in")
    assert other_client.get(ME).status_code == 200
    assert user_id not in database.exec(select(User.id)).all()
    trail = database.exec(select(AuditEvent).where(AuditEvent.user_id == user_id)).all()
    assert [each.name for each in trail] == ["account_left", "account_erased"]
    assert email not in str([each.model_dump() for each in trail])


def test_nobody_is_erased_before_the_week_is_over_or_after_coming_back(
    returning_client: TestClient, database: Session, user: User
) -> None:
    erase_people(database)
    erase_person(database, user.id)
    assert returning_client.get(ME).status_code == 200
    let_the_week_pass(database)
    returning_client.post(RESTORE)

    erase_person(database, user.id)

    assert returning_client.get(ME).status_code == 200


def test_leaving_asks_again_who_it_is(user_client: TestClient, client: TestClient) -> None:
    assert_problem(client.delete(ME), 401, "not_signed_in")
    assert_problem(client.post(RESTORE), 401, "not_signed_in")
