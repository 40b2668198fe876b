"""People who have a password."""

import pytest
from sqlmodel import Session

from app.accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.sessions import PasswordFactory


@pytest.fixture
def user(database: Session) -> User:
    user = UserFactory.create(database)
    PasswordFactory.create(database, user_id=user.id)
    return user
