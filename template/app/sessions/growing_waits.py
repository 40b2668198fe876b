"""Waits that grow with every wrong guess, kept in Redis and so by all processes together.

Limits of the other kind, so many in an hour, are in attempts.py: they suit what costs something, as mails do. Somebody who has
mistyped a password three times shall hardly notice, and somebody who tries all day shall get nowhere: no single number does both.

While Redis does not answer, nothing that is guarded can be tried: to let everybody guess without limit would be worse.
"""

import functools
import math
from dataclasses import dataclass
from datetime import timedelta

from redis import Redis

from app.core.attempts import TooManyAttempts, unreadable
from app.core.redis_connection import open_redis

# Each key is what is known of one guesser: how many guesses, since when none was forgotten, and until when to wait. Redis runs a
# script as one step, so of guesses at the same moment each is counted, and its own clock is the same for all who ask.
COUNT = """
local seconds, microseconds = unpack(redis.call('TIME'))
local now = seconds * 1000 + math.floor(microseconds / 1000)
local found, wait = {}, 0
for i, key in ipairs(KEYS) do
  local count, since, waits_until = unpack(redis.call('HMGET', key, 'count', 'since', 'until'))
  found[i] = {count = tonumber(count or 0), since = tonumber(since or now)}
  wait = math.max(wait, (waits_until or 0) - now)
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  local free, first, longest = tonumber(ARGV[3 * i - 2]), ARGV[3 * i - 1], tonumber(ARGV[3 * i])
  local forgotten = math.floor((now - found[i].since) / longest)
  local count, since = found[i].count - forgotten, found[i].since + forgotten * longest
  if count <= 0 then count, since = 0, now end
  count = count + 1
  local waits = count >= free and math.min(longest, first * 2 ^ (count - free)) or 0
  redis.call('HSET', key, 'count', count, 'since', since, 'until', now + waits)
  redis.call('PEXPIRE', key, (count + 1) * longest)
end
return 0
"""
TAKE_BACK = """
for _, key in ipairs(KEYS) do
  local count = redis.call('HGET', key, 'count')
  if count then redis.call('HSET', key, 'count', math.max(0, count - 1), 'until', 0) end
end
"""


@dataclass(frozen=True)
class GrowingWait:
    """How often somebody may be wrong: `free` times at once, then after a wait that doubles each time, from `first` to `longest`.

    Each `longest` that passes takes one guess off the count, so whoever never stops has one in each of them.
    """

    name: str
    free: int
    first: timedelta
    longest: timedelta

    def of(self, *whose: str) -> "Guesser":
        """The one whom `whose` tells apart."""
        return Guesser(self, ":".join(("waits", self.name, *map(unreadable, whose))))


@dataclass(frozen=True)
class Guesser:
    """Somebody who may be guessing, and how patient one is with them."""

    patience: GrowingWait
    key: str


def count_guess(*guessers: Guesser) -> None:
    """Count one more guess by whom it may be one of. If one of them has to wait, it is counted for none.

    Raises:
        TooManyAttempts: it is too early for another guess.
        redis.ConnectionError, redis.TimeoutError: Redis does not answer.
    """
    numbers = [
        number
        for each in guessers
        for number in (
            each.patience.free,
            milliseconds(each.patience.first),
            milliseconds(each.patience.longest),
        )
    ]
    wait = connection().eval(COUNT, len(guessers), *(each.key for each in guessers), *numbers)
    if wait:
        names = ", ".join(each.patience.name for each in guessers)
        raise TooManyAttempts(internal=names, retry_after=math.ceil(int(wait) / 1000))


def forget_guesses(guesser: Guesser) -> None:
    """Begin to count anew."""
    connection().delete(guesser.key)


def take_guess_back(*guessers: Guesser) -> None:
    """The last guess was none. Those before it still count."""
    connection().eval(TAKE_BACK, len(guessers), *(each.key for each in guessers))


def milliseconds(time: timedelta) -> int:
    return time // timedelta(milliseconds=1)


@functools.cache
def connection() -> Redis:
    return open_redis(1)
