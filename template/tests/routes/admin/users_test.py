"""The list of all people, and what administrators do with somebody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.models import User, UserId
from app.accounts.permissions import Permission, Role
from app.core.audit.models import AuditEvent
from app.core.models import utc_now
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.utils import sign_in

ME, USERS = "/api/accounts/me", "/api/admin/users"
REASON = {"reason": "Sends advertising."}
Trail = Callable[[], list[AuditEvent]]
LetMembers = Callable[..., None]


def address(user: User, *deed: str) -> str:
    return "/".join([USERS, user.id, *deed])


def emails(client: TestClient, **query: Any) -> list[str]:
    page = client.get(USERS, params=query).raise_for_status().json()
    return [item["email"] for item in page["items"]]


@pytest.fixture
def people(database: Session, admin: User) -> list[User]:
    return [
        UserFactory.create(database, name=name, email=email)
        for name, email in (
            ("Bea Example", "zoe@mail.example"),
            ("ada example", "ada@mail.example"),
            ("100% Carl", "carl@mail.example"),
        )
    ]


def test_administrators_see_everybody_the_newest_first(
    admin_client: TestClient, people: list[User]
) -> None:
    page = admin_client.get(USERS).json()

    assert [item["email"] for item in page["items"]] == [
        *(user.email for user in reversed(people)),
        "admin@mail.example",
    ]
    assert set(page["items"][0]) == {
        *("id", "name", "email", "role"),
        *("created_at", "suspended_at", "leaves_at"),
    }


def test_people_are_searched_ordered_and_paged(
    admin_client: TestClient, people: list[User]
) -> None:
    assert emails(admin_client, search="EXAMPLE ") != []
    assert emails(admin_client, search="ada") == ["ada@mail.example"]
    assert emails(admin_client, search="%") == ["carl@mail.example"]
    assert emails(admin_client, order="email", role="member") == [
        "ada@mail.example",
        "carl@mail.example",
        "zoe@mail.example",
    ]
    assert emails(admin_client, order="-name", role="member")[0] == "zoe@mail.example"

    first = admin_client.get(USERS, params={"order": "email", "size": 2}).json()
    second = emails(admin_client, order="email", size=2, cursor=first["next_cursor"])
    assert second == ["carl@mail.example", "zoe@mail.example"]


def test_people_are_found_by_whether_they_may_come_in(
    admin_client: TestClient, people: list[User]
) -> None:
    bad = people[0]
    admin_client.post(address(bad, "suspend"), json=REASON).raise_for_status()

    assert emails(admin_client, state="suspended") == [bad.email]
    assert bad.email not in emails(admin_client, state="active")
    assert len(emails(admin_client, state="active")) == 3


def test_people_are_found_who_leave(
    admin_client: TestClient, database: Session, people: list[User]
) -> None:
    gone = people[1]
    gone.leaves_at = utc_now() + timedelta(days=7)
    database.commit()

    assert emails(admin_client, state="leaving") == [gone.email]
    assert gone.email not in emails(admin_client, state="active")
    assert emails(admin_client, state="suspended") == []
    told = datetime.fromisoformat(admin_client.get(address(gone)).json()["leaves_at"])
    assert told == gone.leaves_at


def test_a_list_refuses_what_it_does_not_know(admin_client: TestClient) -> None:
    answer = admin_client.get(USERS, params={"role": "king"})
    assert_problem(answer, 422, "validation_failed", "role")
    answer = admin_client.get(USERS, params={"order": "password"})
    assert_problem(answer, 422, "validation_failed", "order")


def test_somebody_is_shown_and_nobody_is_not(admin_client: TestClient, user: User) -> None:
    assert admin_client.get(address(user)).json()["name"] == user.name
    assert_problem(admin_client.get(f"{USERS}/{UserId.new()}"), 404, "not_found")
    assert_problem(admin_client.get(f"{USERS}/1"), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("GET", "/{id}", None),
        ("POST", "/{id}/suspend", REASON),
        ("POST", "/{id}/restore", None),
        ("PUT", "/{id}/role", {"role": "admin"}),
    ],
)
def test_nothing_of_this_is_open_to_others(
    user_client: TestClient, client: TestClient, user: User, method: str, path: str, body: Any
) -> None:
    target = USERS + path.format(id=user.id)

    assert_problem(user_client.request(method, target, json=body), 403, "forbidden")
    assert_problem(client.request(method, target, json=body), 401, "not_signed_in")
    assert user_client.get(ME).json()["role"] == "member"


def test_a_suspended_person_is_out_at_once_until_they_are_restored(
    admin_client: TestClient,
    user_client: TestClient,
    database: Session,
    admin: User,
    user: User,
    trail: Trail,
) -> None:
    assert user_client.get(ME).status_code == 200

    suspended = admin_client.post(address(user, "suspend"), json=REASON)

    assert suspended.status_code == 200
    assert suspended.json()["suspended_at"]
    assert_problem(user_client.get(ME), 401, "not_signed_in")

    restored = admin_client.post(address(user, "restore"))
    assert restored.json()["suspended_at"] is None
    # The session ended for good.
    assert_problem(user_client.get(ME), 401, "not_signed_in")
    assert sign_in(user_client, database, user).get(ME).status_code == 200

    assert [(event.name, event.user_id, event.actor_id) for event in trail()] == [
        ("user_suspended", user.id, admin.id),
        ("user_restored", user.id, admin.id),
    ]
    assert trail()[0].details == REASON


def test_a_session_that_begins_while_somebody_is_suspended_opens_nothing(
    user_client: TestClient, database: Session, admin_client: TestClient, user: User
) -> None:
    admin_client.post(address(user, "suspend"), json=REASON)

    # As a sign-in does that was let in just before.
    sign_in(user_client, database, user)

    assert user_client.get(ME).status_code in {401, 403}


def test_to_suspend_twice_is_told_once(admin_client: TestClient, user: User, trail: Trail) -> None:
    first = admin_client.post(address(user, "suspend"), json=REASON).json()
    second = admin_client.post(address(user, "suspend"), json=REASON).json()

    assert first == second
    assert len(trail()) == 1


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201, "two\nlines"])
def test_a_suspension_has_a_reason(admin_client: TestClient, user: User, reason: str) -> None:
    answer = admin_client.post(address(user, "suspend"), json={"reason": reason})

    assert_problem(answer, 422, "validation_failed", "reason")


def test_administrators_do_not_suspend_themselves(admin_client: TestClient, admin: User) -> None:
    answer = admin_client.post(address(admin, "suspend"), json=REASON)

    assert_problem(answer, 409, "not_yourself")


def test_a_role_is_given_and_asks_to_sign_in_again(
    admin_client: TestClient,
    user_client: TestClient,
    database: Session,
    user: User,
    trail: Trail,
) -> None:
    assert admin_client.put(address(user, "role"), json={"role": "admin"}).json()["role"] == "admin"

    assert_problem(user_client.get(ME), 401, "not_signed_in")
    assert sign_in(user_client, database, user).get(USERS).status_code == 200
    (event,) = trail()
    assert (event.name, event.details) == ("role_changed", {"before": "member", "role": "admin"})


def test_somebody_is_left_who_gives_roles(
    admin_client: TestClient, database: Session, admin: User, user: User
) -> None:
    demote = {"role": "member"}
    assert_problem(admin_client.put(address(admin, "role"), json=demote), 409, "last_administrator")

    admin_client.put(address(user, "role"), json={"role": "admin"}).raise_for_status()
    assert admin_client.put(address(admin, "role"), json=demote).status_code == 200


def test_a_suspended_administrator_is_none_that_could_be_left(
    admin_client: TestClient, database: Session, admin: User, user: User
) -> None:
    user.role = Role.ADMIN
    database.commit()
    admin_client.post(address(user, "suspend"), json=REASON).raise_for_status()

    answer = admin_client.put(address(admin, "role"), json={"role": "member"})

    assert_problem(answer, 409, "last_administrator")


def test_an_administrator_who_leaves_is_none_that_could_be_left(
    admin_client: TestClient, database: Session, admin: User, user: User
) -> None:
    user.role, user.leaves_at = Role.ADMIN, utc_now()
    database.commit()

    answer = admin_client.put(address(admin, "role"), json={"role": "member"})

    assert_problem(answer, 409, "last_administrator")


def test_nobody_acts_on_people_who_may_do_more(
    user_client: TestClient, admin: User, user: User, let_members: LetMembers
) -> None:
    let_members(Permission.SEE_USERS, Permission.SUSPEND_USERS, Permission.CHANGE_ROLES)

    for answer in (
        user_client.post(address(admin, "suspend"), json=REASON),
        user_client.post(address(admin, "restore")),
        user_client.put(address(admin, "role"), json={"role": "member"}),
    ):
        assert_problem(answer, 403, "may_more_than_you")


def test_nobody_gives_a_role_that_may_do_more_than_they(
    user_client: TestClient, database: Session, user: User, let_members: LetMembers
) -> None:
    let_members(Permission.CHANGE_ROLES)
    friend = UserFactory.create(database)

    for target in (friend, user):
        answer = user_client.put(address(target, "role"), json={"role": "admin"})
        assert_problem(answer, 403, "may_more_than_you")


def test_a_permission_opens_what_it_names_and_nothing_else(
    user_client: TestClient, database: Session, let_members: LetMembers
) -> None:
    let_members(Permission.SEE_USERS)
    other = UserFactory.create(database)

    assert user_client.get(USERS).status_code == 200
    answer = user_client.post(address(other, "suspend"), json=REASON)
    assert_problem(answer, 403, "forbidden")
