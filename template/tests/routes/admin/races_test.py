"""Administrators who act at the same moment."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.permissions import Role
from tests.assertions import assert_problem
from tests.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.utils import sign_in

ME, USERS = "/api/accounts/me", "/api/admin/users"

type Deed = Callable[[TestClient, User], Response]


def demote(browser: TestClient, other: User) -> Response:
    return browser.put(f"{USERS}/{other.id}/role", json={"role": "member"})


def suspend(browser: TestClient, other: User) -> Response:
    return browser.post(f"{USERS}/{other.id}/suspend", json={"reason": "A quarrel."})


def leave(browser: TestClient, _: User) -> Response:
    return browser.delete(ME)


@pytest.mark.parametrize(
    ("deed", "other_deed"),
    [(demote, demote), (suspend, suspend), (demote, suspend), (leave, leave)],
)
def test_of_two_administrators_who_take_it_from_each_other_at_the_same_moment_one_stays(
    app: FastAPI, committed_database: Session, deed: Deed, other_deed: Deed
) -> None:
    ada, bea = (UserFactory.create(committed_database, role=Role.ADMIN) for _ in range(2))
    adas, beas = (sign_in(TestClient(app), committed_database, each) for each in (ada, bea))
    # Each has looked, and found the other one to be there.
    committed_database.exec(select(User.id).with_for_update()).all()

    done, refused = at_once(
        committed_database, lambda: deed(adas, bea), lambda: other_deed(beas, ada)
    )

    assert done.status_code == 200
    assert_problem(refused, 409, "last_administrator")
    committed_database.expire_all()
    left = [
        each
        for each in committed_database.exec(select(User)).all()
        if each.role == Role.ADMIN and each.may_enter
    ]
    assert len(left) == 1
