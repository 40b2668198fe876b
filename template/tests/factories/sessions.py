"""How people sign in."""

import functools

from app.sessions.models import Password
from app.sessions.passwords.hashing import hash_password
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
