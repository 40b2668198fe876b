"""People."""

import secrets

from app.accounts.models import User
from tests.factories.base import TableFactory


class UserFactory(TableFactory[User]):
    """Somebody with an account."""

    @classmethod
    def email(cls) -> str:
        return f"person-{secrets.token_hex(6)}@mail.example"

    @classmethod
    def name(cls) -> str:
        return cls.__faker__.name()
