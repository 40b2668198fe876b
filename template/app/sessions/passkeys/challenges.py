"""What an authenticator signs, so that nothing that it has signed before is worth anything.

A challenge is random, for one purpose and one browser, good once and for a few minutes. It lies in Redis, because everybody
who opens the sign-in page may ask for one; without Redis there is none, and no passkey opens anything.
"""

import functools
import hashlib
import json
import secrets
from datetime import timedelta
from enum import StrEnum

from redis import Redis

from app.core.redis_connection import open_redis
from app.sessions.passkeys.errors import PasskeyRefused

LIFETIME = timedelta(minutes=5)


class Purpose(StrEnum):
    """What somebody does with a passkey."""

    ADD = "add"
    SIGN_IN = "sign_in"
    CONFIRM = "confirm"


@functools.cache
def store() -> Redis:
    return open_redis(1)


def begin(purpose: Purpose, *browser: str) -> bytes:
    """A challenge for the browser that `browser` tells apart from all others.

    Raises:
        redis.ConnectionError, redis.TimeoutError: Redis does not answer.
    """
    challenge = secrets.token_bytes(32)
    store().set(key(purpose, challenge, browser), "", ex=LIFETIME)
    return challenge


def redeem(purpose: Purpose, challenge: bytes, *browser: str) -> None:
    """Make a challenge worthless that was good until now.

    Raises:
        PasskeyRefused: it was none, or for another purpose, or another browser's, or is too old, or was used.
        redis.ConnectionError, redis.TimeoutError: Redis does not answer.
    """
    if store().getdel(key(purpose, challenge, browser)) is None:
        raise PasskeyRefused(internal=f"no challenge to {purpose}")


def key(purpose: Purpose, challenge: bytes, browser: tuple[str, ...]) -> str:
    # All of it is hashed: whoever reads Redis learns no challenge and no session.
    told = json.dumps([purpose, challenge.hex(), *browser])
    return f"passkey-challenges/{hashlib.sha256(told.encode()).hexdigest()}"
