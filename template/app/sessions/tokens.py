"""Random texts that open something, and the hashes by which they are known again."""

import functools
import hashlib
import hmac
import secrets
from typing import NamedTuple

from app.core.keys import key_id
from app.core.settings import settings_of
from app.sessions.settings import SessionSettings


class TokenHash(NamedTuple):
    """By what a session's token is known again."""

    hash: bytes
    #: The pepper that it takes to make it; None of a session that began before there was any.
    pepper_id: str | None


class Pepper(NamedTuple):
    """What has to be known, beside what the database holds, to make a hash that the database knows."""

    id: str
    key: bytes

    def hash(self, text: str) -> bytes:
        return hmac.digest(self.key, text.encode(errors="surrogateescape"), "sha256")


def new_token() -> str:
    """Something that nobody guesses. It is stored nowhere."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    # A token holds 256 random bits: a fast hash is enough, because there is nothing to guess.
    return hashlib.sha256(token.encode(errors="surrogateescape")).digest()


def new_code() -> str:
    """Six digits, to be read from one device and typed into another."""
    return f"{secrets.randbelow(1_000_000):06}"


def session_hashes(token: str) -> tuple[TokenHash, ...]:
    """The hash to store of a session's token, then those that may be stored of it from before."""
    made = [TokenHash(pepper.hash(token), pepper.id) for pepper in peppers()]
    return (*made, TokenHash(token_hash(token), None))


def session_hash(token: str) -> TokenHash:
    """The hash to store of a session's token."""
    first = peppers()[0]
    return TokenHash(first.hash(token), first.id)


def peppers() -> tuple[Pepper, ...]:
    """The one to make hashes with first, then those that hashes were made with before."""
    return peppers_of(settings_of(SessionSettings).session_pepper)


@functools.cache
def peppers_of(keys: tuple[str, ...]) -> tuple[Pepper, ...]:
    return tuple(Pepper(key_id(key), key.encode()) for key in keys)
