"""Who may do what. The route that is asked for is one of this file's own, behind a permission."""

from typing import Annotated, Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.dependencies import Allowed, Person
from app.accounts.models import User
from app.accounts.permissions import Permission, Role
from app.core.routing import APIRouter
from app.main import create_app
from tests.assertions import assert_problem
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
