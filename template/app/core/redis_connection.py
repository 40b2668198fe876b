"""Connections to Redis."""

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.core.settings import settings


def open_redis(seconds: float = 5) -> Redis:
    """A connection that does not wait long for a server that is away, and asks it once: who needs it asks again."""
    return Redis.from_url(
        settings().redis_url,
        socket_connect_timeout=min(seconds, 2),
        socket_timeout=seconds,
        retry=Retry(NoBackoff(), 0),
    )
