"""Who may do what. The route that is asked for is one of this file's own, behind a permission."""

from typing import Annotated, Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session
from typer.testing import CliRunner

from app.__main__ import cli
from app.accounts.dependencies import Allowed, Person
from app.accounts.models import User
from app.accounts.permissions import Permission, Role
from app.core.command_error import CommandError
from app.core.routing import APIRouter
from app.main import create_app
from tests.assertions import assert_problem
from tests.factories.accounts import UserFactory
from tests.utils import sign_in

ME = "/api/accounts/me"
GUARDED = "/api/test/guarded"
router = APIRouter()


@router.get(GUARDED)
def look(admin: Annotated[Person, Allowed(Permission.SEE_USERS)]) -> str:
    return admin.name


@pytest.fixture(scope="module")
def guarded_app() -> FastAPI:
    app = create_app()
    app.include_router(router)
    return app


@pytest.fixture
def guarded(guarded_app: FastAPI, user_client: TestClient) -> TestClient:
    """The browser in which `user` is signed in, of a product with that route."""
    return TestClient(guarded_app, cookies=user_client.cookies)


@pytest.fixture
def admin(database: Session) -> User:
    return UserFactory.create(database, role=Role.ADMIN)


def roles(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["roles", *arguments])
    if isinstance(result.exception, CommandError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_who_has_the_permission_is_let_in(
    guarded: TestClient, database: Session, user: User
) -> None:
    assert_problem(guarded.get(GUARDED), 403, "forbidden")

    user.role = Role.ADMIN
    database.commit()

    assert guarded.get(GUARDED).json() == user.name


def test_a_role_that_is_taken_away_counts_at_once(
    guarded: TestClient, database: Session, user: User
) -> None:
    user.role = Role.ADMIN
    database.commit()
    assert guarded.get(GUARDED).status_code == 200

    user.role = Role.MEMBER
    database.commit()

    assert_problem(guarded.get(GUARDED), 403, "forbidden")


def test_a_stranger_is_asked_to_sign_in_first(guarded: TestClient) -> None:
    guarded.cookies.clear()

    assert_problem(guarded.get(GUARDED), 401, "not_signed_in")


def test_the_description_tells_that_somebody_may_be_refused(guarded_app: FastAPI) -> None:
    answers: dict[str, Any] = guarded_app.openapi()["paths"][GUARDED]["get"]["responses"]

    assert "`forbidden`" in answers["403"]["description"]
    assert "`not_signed_in`" in answers["401"]["description"]


def test_people_know_what_they_may_do(
    user_client: TestClient, client: TestClient, database: Session, admin: User
) -> None:
    own = user_client.get(ME).json()
    assert (own["role"], own["permissions"]) == ("member", [])

    admins = sign_in(client, database, admin).get(ME).json()
    assert admins["role"] == "admin"
    assert admins["permissions"] == sorted(Permission)


@pytest.mark.parametrize(
    "more", [{"role": "admin"}, {"permissions": list(Permission)}, {"role": "admin", "id": "x"}]
)
def test_nobody_gives_themselves_a_role(user_client: TestClient, more: dict[str, Any]) -> None:
    user_client.patch(ME, json={"name": "Ada Example", **more})

    own = user_client.get(ME).json()
    assert (own["role"], own["permissions"]) == ("member", [])


def test_a_role_is_given_at_the_terminal_and_asks_to_sign_in_again(
    user_client: TestClient, database: Session, user: User
) -> None:
    assert (
        roles("give", f" {user.email.upper()} ", "admin") == f"{user.email}: admin, before member\n"
    )

    assert_problem(user_client.get(ME), 401, "not_signed_in")
    assert sign_in(user_client, database, user).get(ME).json()["role"] == "admin"


def test_giving_the_same_role_again_disturbs_nobody(user_client: TestClient, user: User) -> None:
    roles("give", user.email, "member")

    assert user_client.get(ME).status_code == 200


def test_the_terminal_shows_who_may_do_something(user: User, admin: User) -> None:
    told = roles("list")

    assert f"admin  {admin.email}" in told
    assert user.email not in told
    assert "admin: change_roles, " in told


def test_a_role_for_nobody_is_told(database: Session) -> None:
    with pytest.raises(CommandError, match=r"nobody@mail\.example"):
        roles("give", "nobody@mail.example", "admin")
    assert CliRunner().invoke(cli, ["roles", "give", "nobody@mail.example", "king"]).exit_code == 2
