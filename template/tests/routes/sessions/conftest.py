"""People who have a password."""

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
    """Three instead of ten, because the password of each is hashed."""
    monkeypatch.setattr(account_attempts, "SAME_ACCOUNT_SAME_ADDRESS", "3 per 15 minutes")
