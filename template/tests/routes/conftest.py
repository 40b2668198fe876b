"""What tests of routes look at."""

import logging
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.permissions import Role
from app.core.audit.models import AuditEvent
from app.core.logging import extras
from tests.factories.accounts import UserFactory
from tests.utils import sign_in


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """What each line that is logged from now on says beside its message."""
    seen: list[dict[str, object]] = []

    class Recorder(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append({"message": record.getMessage(), **extras(record)})

    caplog.handler.addFilter(lambda record: Recorder().emit(record) or True)
    caplog.set_level(logging.INFO)
    return seen


@pytest.fixture
def admin(database: Session) -> User:
    return UserFactory.create(database, role=Role.ADMIN, email="admin@mail.example")


@pytest.fixture
def admin_client(app: FastAPI, client: TestClient, database: Session, admin: User) -> TestClient:
    """The browser in which an administrator has just signed in."""
    return sign_in(TestClient(app, raise_server_exceptions=False), database, admin)


@pytest.fixture
def trail(database: Session) -> Callable[[], list[AuditEvent]]:
    """What the audit trail tells, the latest last."""
    return lambda: list(database.exec(select(AuditEvent).order_by(col(AuditEvent.id))).all())
