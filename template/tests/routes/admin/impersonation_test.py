"""An administrator becomes somebody else for a while."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.models import User, UserId
from app.accounts.permissions import Permission, Role
from app.core.audit.models import AuditEvent
from app.core.models import utc_now
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory

ME, USERS, BACK = "/api/accounts/me", "/api/admin/users", "/api/admin/go-back"
REASON = {"reason": "They see an empty page."}


def become(client: TestClient, user: User) -> None:
    client.post(f"{USERS}/{user.id}/become", json=REASON).raise_for_status()


def test_an_administrator_becomes_somebody_and_goes_back(
    admin_client: TestClient, user: User, admin: User, trail: Callable[[], list[AuditEvent]]
) -> None:
    become(admin_client, user)

    seen = admin_client.get(ME).json()
    assert (seen["id"], seen["permissions"]) == (user.id, [])
    left = datetime.fromisoformat(seen["impersonated_until"]) - utc_now()
    assert timedelta(minutes=59) < left <= timedelta(hours=1)

    assert admin_client.post(BACK).status_code == 204

    own = admin_client.get(ME).json()
    assert (own["id"], own["impersonated_until"]) == (admin.id, None)
    assert admin_client.get(USERS).status_code == 200
    assert [(event.name, event.user_id, event.actor_id) for event in trail()] == [
        ("user_impersonated", user.id, admin.id),
        ("impersonation_ended", user.id, admin.id),
    ]
    assert trail()[0].details == REASON


def test_what_they_do_meanwhile_is_theirs_and_told_of_both(
    admin_client: TestClient,
    database: Session,
    user: User,
    admin: User,
    lines: list[dict[str, object]],
) -> None:
    become(admin_client, user)

    changed = admin_client.patch(ME, json={"name": "Ada Example"}).json()

    assert (changed["id"], changed["name"]) == (user.id, "Ada Example")
    # The page that keeps this answer goes on telling who it really is.
    assert changed["impersonated_until"]
    line = lines[-1]
    assert (line["user_id"], line["impersonator_id"]) == (user.id, admin.id)


def test_somebody_who_may_do_more_than_others_is_nobody_to_become(
    admin_client: TestClient, database: Session, admin: User
) -> None:
    colleague = UserFactory.create(database, role=Role.ADMIN)

    answer = admin_client.post(f"{USERS}/{colleague.id}/become", json=REASON)
    assert_problem(answer, 403, "may_more_than_you")
    answer = admin_client.post(f"{USERS}/{admin.id}/become", json=REASON)
    assert_problem(answer, 409, "not_yourself")
    assert admin_client.get(ME).json()["id"] == admin.id


def test_nobody_becomes_somebody_who_is_suspended_or_does_not_exist(
    admin_client: TestClient, database: Session, user: User
) -> None:
    user.suspended_at = utc_now()
    database.commit()

    answer = admin_client.post(f"{USERS}/{user.id}/become", json=REASON)
    assert_problem(answer, 403, "account_suspended")
    answer = admin_client.post(f"{USERS}/{UserId.new()}/become", json=REASON)
    assert_problem(answer, 404, "not_found")


def test_nobody_becomes_somebody_who_has_left(
    admin_client: TestClient, database: Session, admin: User, user: User
) -> None:
    user.leaves_at = utc_now() + timedelta(days=7)
    database.commit()

    answer = admin_client.post(f"{USERS}/{user.id}/become", json=REASON)

    assert_problem(answer, 409, "has_left")
    assert admin_client.get(ME).json()["id"] == admin.id


def test_it_takes_the_permission(
    user_client: TestClient,
    client: TestClient,
    database: Session,
    let_members: Callable[..., None],
) -> None:
    address = f"{USERS}/{UserFactory.create(database).id}/become"
    let_members(Permission.SEE_USERS, Permission.SUSPEND_USERS, Permission.CHANGE_ROLES)

    assert_problem(user_client.post(address, json=REASON), 403, "forbidden")
    assert_problem(client.post(address, json=REASON), 401, "not_signed_in")


@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"reason": "x" * 201}])
def test_it_takes_a_reason(admin_client: TestClient, user: User, body: dict[str, str]) -> None:
    answer = admin_client.post(f"{USERS}/{user.id}/become", json=body)

    assert_problem(answer, 422, "validation_failed", "reason")


def test_whoever_is_somebody_else_administers_nothing_and_becomes_nobody_further(
    admin_client: TestClient, database: Session, user: User
) -> None:
    third = UserFactory.create(database)
    become(admin_client, user)

    answer = admin_client.post(f"{USERS}/{third.id}/become", json=REASON)
    assert_problem(answer, 403, "forbidden")
    assert_problem(admin_client.get(USERS), 403, "forbidden")
    assert admin_client.get(ME).json()["id"] == user.id


def test_not_even_a_role_of_theirs_lets_them_do_more(
    admin_client: TestClient, user: User, let_members: Callable[..., None]
) -> None:
    become(admin_client, user)
    let_members(*Permission)

    assert_problem(admin_client.get(USERS), 403, "forbidden")
    assert_problem(admin_client.get("/api/admin/jobs"), 403, "forbidden")


def test_nobody_goes_back_who_is_themselves(
    admin_client: TestClient, client: TestClient, admin: User
) -> None:
    assert_problem(admin_client.post(BACK), 409, "nobody_else")
    assert_problem(client.post(BACK), 409, "nobody_else")
    assert admin_client.get(ME).json()["id"] == admin.id


@pytest.mark.parametrize("who", ["user", "admin"])
def test_it_ends_when_one_of_both_is_suspended(
    admin_client: TestClient,
    other_client: TestClient,
    database: Session,
    user: User,
    admin: User,
    who: str,
) -> None:
    become(admin_client, user)
    other_id = other_client.get(ME).json()["id"]
    database.get_one(User, UserId(other_id)).role = Role.ADMIN
    database.commit()

    target = {"user": user, "admin": admin}[who]
    suspended = other_client.post(f"{USERS}/{target.id}/suspend", json=REASON)

    assert suspended.status_code == 200
    assert_problem(admin_client.get(ME), 401, "not_signed_in")
    if who == "admin":
        assert_problem(admin_client.post(BACK), 409, "nobody_else")
