"""How people sign in."""

import functools
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlmodel import Session

from app.accounts.models import User
from app.core.models import utc_now
from app.sessions.cookies import cookie_name
from app.sessions.models import Password
from app.sessions.passwords import hashing
from app.sessions.repository import SqlSessions
from app.sessions.service import start_session
from app.sessions.tokens import token_hash
from app.sessions.two_factor.codes import as_written
from app.sessions.two_factor.encryption import encrypt
from app.sessions.two_factor.models import Authenticator, RecoveryCode
from tests.factories.base import TableFactory

#: The password of everybody who has one.
PASSWORD = "seven quiet rivers"
#: What everybody's authenticator app knows.
SECRET = "ABCDEFGH" * 4
RECOVERY_CODE = "0123-4567-89ab-cdef"
#: All tests come from one address.
VARIABLES = {"SIGN_UPS_PER_HOUR": "1000"}


@functools.cache
def quick_hasher() -> PasswordHash:
    """Hashes with the least that argon2 can do. What tests of routes sign in with is hashed by it."""
    return PasswordHash((Argon2Hasher(memory_cost=8, time_cost=1, parallelism=1),))


@functools.cache
def hash_by(hasher: PasswordHash) -> str:
    return hasher.hash(PASSWORD)


def hashed_password() -> str:
    return hash_by(hashing.hasher())


class PasswordFactory(TableFactory[Password]):
    """The password `PASSWORD`. Say whose it is with `user_id`."""

    @classmethod
    def hash(cls) -> str:
        return hashed_password()


class AuthenticatorFactory(TableFactory[Authenticator]):
    """A second factor that is on, whose app knows `SECRET`. Say whose it is with `user_id`."""

    @classmethod
    def create(cls, database: Session, **values: Any) -> Authenticator:
        made_up = {"secret": encrypt(SECRET, values["user_id"]), "confirmed_at": utc_now()}
        return super().create(database, **made_up | values)


class RecoveryCodeFactory(TableFactory[RecoveryCode]):
    """The code `RECOVERY_CODE`. Say whose it is with `user_id`."""

    @classmethod
    def code_hash(cls) -> bytes:
        return token_hash(as_written(RECOVERY_CODE))


def cookies_of(database: Session, user: User, *, secure: bool = False) -> dict[str, str]:
    """What makes a browser that of a person, without the work of a password."""
    token = start_session(SqlSessions(database), user.id)
    return {cookie_name(secure=secure): token}


def cookies_of_nobody() -> dict[str, str]:
    """What looks like somebody's cookies until the database is asked."""
    return {cookie_name(secure=False): "nobody's session"}


def prepare_entrance(database: Session, user: User) -> None:
    """Give a person what they need to sign in by the forms."""
    database.add(Password(user_id=user.id, hash=hashed_password()))
