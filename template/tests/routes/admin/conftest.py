from collections.abc import Callable
from datetime import datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.permissions import PERMISSIONS, Permission, Role
from app.core.audit.models import AuditEvent
from app.core.models import utc_now
from app.sessions.models import UserSession
from tests.factories.accounts import UserFactory
from tests.utils import sign_in


@pytest.fixture
def admin(database: Session) -> User:
    return UserFactory.create(database, role=Role.ADMIN, email="admin@mail.example")


@pytest.fixture
def admin_client(app: FastAPI, client: TestClient, database: Session, admin: User) -> TestClient:
    """The browser in which an administrator has just signed in."""
    return sign_in(TestClient(app, raise_server_exceptions=False), database, admin)


@pytest.fixture
def let_members(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give members permissions that otherwise only administrators have."""

    def give(*permissions: Permission) -> None:
        monkeypatch.setitem(PERMISSIONS, Role.MEMBER, frozenset(permissions))

    return give


@pytest.fixture
def proved_long_ago(database: Session) -> Callable[[User], None]:
    """Let it be an hour ago that somebody proved who they are."""

    def set_back(user: User) -> None:
        long_ago: datetime = utc_now().replace(year=2020)
        own = col(UserSession.user_id) == user.id
        database.exec(update(UserSession).where(own).values(confirmed_at=long_ago))
        database.commit()

    return set_back


@pytest.fixture
def trail(database: Session) -> Callable[[], list[AuditEvent]]:
    """What the audit trail tells, the latest last."""
    return lambda: list(database.exec(select(AuditEvent).order_by(col(AuditEvent.id))).all())
