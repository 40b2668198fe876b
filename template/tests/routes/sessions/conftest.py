"""People who have a password."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.sessions import attempts as account_attempts
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PasswordFactory


@pytest.fixture
def user(database: Session) -> User:
    user = UserFactory.create(database)
    PasswordFactory.create(database, user_id=user.id)
    return user


@pytest.fixture
def other_user(database: Session) -> User:
    """Somebody who signs in in another way."""
    return UserFactory.create(database)


@pytest.fixture
def few_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three instead of five, because the password of each is hashed, and a wait that a slow machine does not sit out."""
    few = replace(account_attempts.SAME_ACCOUNT_SAME_ADDRESS, free=3, first=timedelta(minutes=1))
    monkeypatch.setattr(account_attempts, "SAME_ACCOUNT_SAME_ADDRESS", few)


@pytest.fixture
def few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two guesses from one place, and two at one person from all places."""
    for name in ("SAME_ADDRESS", "SAME_ACCOUNT"):
        few = replace(getattr(account_attempts, name), free=2, first=timedelta(minutes=1))
        monkeypatch.setattr(account_attempts, name, few)
