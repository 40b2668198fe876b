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


def check_password(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Whether a password is the one that was stored, and what to store instead where the hash was made with other parameters.

    Takes as long where nothing is stored, so that nobody can tell unknown accounts by the clock.
    """
    matches, renewed = hasher().verify_and_update(password, stored or nobodys_hash())
    return (matches, renewed) if stored else (False, None)
