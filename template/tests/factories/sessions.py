"""How people sign in."""

import functools
from typing import Any

from sqlmodel import Session

from app.core.models import utc_now
from app.sessions.models import Password
from app.sessions.passwords.hashing import hash_password
from app.sessions.two_factor.models import Authenticator
from tests.factories.base import TableFactory

#: The password of everybody who has one.
PASSWORD = "seven quiet rivers"


@functools.cache
def hashed_password() -> str:
    return hash_password(PASSWORD)


class PasswordFactory(TableFactory[Password]):
    """The password `PASSWORD`. Say whose it is with `user_id`."""

    @classmethod
    def hash(cls) -> str:
        return hashed_password()


class AuthenticatorFactory(TableFactory[Authenticator]):
    """A second factor that is on. Say whose it is with `user_id`."""

    @classmethod
    def create(cls, database: Session, **values: Any) -> Authenticator:
        return super().create(database, **{"confirmed_at": utc_now(), **values})
