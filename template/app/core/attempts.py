"""Limits on attempts: so many in a time, counted in Redis and so by all processes together.

While Redis does not answer, nothing that is limited can be tried: to let everybody try without limit would be worse.
"""

import functools
import hashlib
import ipaddress
import time
from typing import TYPE_CHECKING

from fastapi import Request
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.core.errors import AppError
from app.core.settings import settings

if TYPE_CHECKING:
    from limits.strategies import MovingWindowRateLimiter


class TooManyAttempts(AppError):
    """Somebody tries too often."""

    status = 429
    code = "too_many_attempts"
    message = "There were too many attempts."
    retry_after = 60


@functools.cache
def limiter() -> "MovingWindowRateLimiter":
    # Imported when the first attempt is counted, to keep every other process light.
    from limits.storage import RedisStorage
    from limits.strategies import MovingWindowRateLimiter

    options = {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 0)}
    return MovingWindowRateLimiter(
        RedisStorage(settings().redis_url, key_prefix="attempts", **options)  # ty: ignore[invalid-argument-type]
    )


def count_attempt(limit: str, name: str, *whose: str) -> None:
    """Count one more attempt at `name` by whoever `whose` tells apart. `limit` reads as `10 per 15 minutes`.

    Raises:
        TooManyAttempts: there were as many as may be.
        redis.ConnectionError, redis.TimeoutError: Redis does not answer.
    """
    from limits import parse

    item, identifiers = parse(limit), (name, *map(unreadable, whose))
    if not limiter().hit(item, *identifiers):
        reset = limiter().get_window_stats(item, *identifiers).reset_time
        raise TooManyAttempts(internal=f"{name}: {limit}", retry_after=seconds_until(reset))


def client_network(request: Request) -> str:
    """Where a request comes from: an address, or with IPv6 the network that one customer has."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


def unreadable(text: str) -> str:
    # Redis learns neither who tried nor from where, and a long text takes no more room than a short one.
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:32]


def seconds_until(moment: float) -> int:
    return max(1, round(moment - time.time() + 0.5))
