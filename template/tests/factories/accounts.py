"""People."""

import functools
import secrets

from app.accounts.models import User
from app.accounts.passwords import hash_password
from tests.factories.base import TableFactory

#: The password of everybody that the factory makes.
PASSWORD = "seven quiet rivers"


@functools.cache
def password_hash() -> str:
    return hash_password(PASSWORD)


class UserFactory(TableFactory[User]):
    """Somebody with an account."""

    @classmethod
    def email(cls) -> str:
        return f"person-{secrets.token_hex(6)}@mail.example"

    @classmethod
    def name(cls) -> str:
        return cls.__faker__.name()

    @classmethod
    def password_hash(cls) -> str:
        return password_hash()
