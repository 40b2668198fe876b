"""Passwords, kept as argon2id hashes."""

import functools
import secrets

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


@functools.cache
def hasher() -> PasswordHash:
    # OWASP's second recommendation: 19 MiB, two passes, one lane. A burst of sign-ins stays affordable.
    return PasswordHash((Argon2Hasher(memory_cost=19_456, time_cost=2, parallelism=1),))


@functools.cache
def nobodys_hash() -> str:
    return hasher().hash(secrets.token_urlsafe())


def hash_password(password: str) -> str:
    """The text to store for a password."""
    return hasher().hash(password)


def password_matches(password: str, stored: str | None) -> bool:
    """Whether a password is the one that was stored; never, if there is none.

    Takes as long for an unknown account as for a known one, so that nobody can tell them apart by the clock.
    """
    matches = hasher().verify(password, stored or nobodys_hash())
    return matches and stored is not None
