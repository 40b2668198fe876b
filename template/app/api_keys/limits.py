"""How often a key may be used."""

from redis import exceptions as redis_errors

from app.api_keys.errors import TooManyRequests
from app.api_keys.models import ApiKeyId
from app.core.attempts import TooManyAttempts, count_attempt

REQUESTS = "600 per 1 minute"


def count_request(key_id: ApiKeyId) -> None:
    """Raises TooManyRequests."""
    try:
        count_attempt(REQUESTS, "requests with", key_id)
    except TooManyAttempts as error:
        raise TooManyRequests(internal=str(error), retry_after=error.retry_after) from None
    except (redis_errors.ConnectionError, redis_errors.TimeoutError):
        # The key is a good one. While Redis is away, it is better to serve its program unlimited than not at all.
        return
