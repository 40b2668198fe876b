"""Jobs that are asked for again and again: `Schedule(delete_expired_sessions, "17 3 * * *")` in a feature's `schedules`.

When each was last asked for is kept in Redis. Of several schedulers, one holds a lock there and is active; another takes over
when it ends, or within seconds when it dies.
"""

import logging
import os
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cronsim import CronSim, CronSimError
from redis import Redis
from redis.exceptions import LockError, RedisError
from sqlalchemy.exc import SQLAlchemyError

from app.core.database import unit_of_work
from app.core.jobs.job import KEY_PREFIX, Job
from app.core.jobs.sending import enqueue
from app.core.models import utc_now

logger = logging.getLogger(__name__)

LOCK = f"{KEY_PREFIX}scheduler"
LAST_TIMES = f"{KEY_PREFIX}schedules"
#: Seconds after which a scheduler that has not been heard of is taken for dead.
LEASE = 15
INTERVAL_SECONDS = 1.0


@dataclass(frozen=True)
class Schedule:
    """A job, and when it is asked for: minute, hour, day, month and day of the week, as cron writes them, in UTC.

    Times at which no scheduler ran are made up for by one. The job takes no arguments and is `once`, so that a job that is
    slower than its schedule neither piles up nor runs beside itself.

    Raises:
        TypeError: the job is not of that kind.
        ValueError: there is no such time.
    """

    job: Job[[]]
    times: str

    def __post_init__(self) -> None:
        if not self.job.once or self.job.signature.parameters:
            raise TypeError(f"{self.job.name} has to be `once` and without arguments.")
        try:
            self.next_after(utc_now())
        except CronSimError as error:
            raise ValueError(f"{self.times!r} names no times: {error}.") from None

    @property
    def name(self) -> str:
        return self.job.name

    def next_after(self, moment: datetime) -> datetime:
        """The first of its times that is later than a moment."""
        return next(CronSim(self.times, moment))


class Scheduler:
    """Asks for the jobs of schedules, as long as it is the active one."""

    def __init__(self, redis: Redis, schedules: Sequence[Schedule]) -> None:
        self.redis: Any = redis
        self.schedules = schedules
        self.lock = redis.lock(LOCK, timeout=LEASE, thread_local=False)
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        #: The same times as in Redis, for one that has forgotten them.
        self.last_times: dict[str, datetime] = {}
        self.active = False
        self.well = True

    def run(self, stopping: threading.Event) -> None:
        """Go on until told to stop, whatever becomes of Redis and the database."""
        while not stopping.is_set():
            try:
                self.beat()
            except (RedisError, SQLAlchemyError) as error:
                if self.well:
                    logger.warning("cannot schedule jobs", extra={"reason": type(error).__name__})
                self.well = False
            else:
                if not self.well:
                    logger.info("can schedule jobs again")
                self.well = True
            stopping.wait(INTERVAL_SECONDS)
        self.end()

    def beat(self) -> bool:
        """Ask for the jobs that are due, if this is the active scheduler; whether it is."""
        was_active, self.active = self.active, self.take_or_keep_lock()
        if self.active != was_active:
            logger.info("scheduler is active" if self.active else "scheduler waits for another")
        if self.active:
            self.ask_for_what_is_due(utc_now())
        return self.active

    def end(self) -> None:
        """Let another scheduler take over at once."""
        try:
            self.lock.release()
        except (LockError, RedisError):
            logger.info("scheduler was not active")

    def take_or_keep_lock(self) -> bool:
        try:
            return bool(self.lock.reacquire())
        except LockError:
            # Never held, or lost to another in the meantime.
            return bool(
                self.lock.acquire(blocking=False, token=f"{self.name}:{os.urandom(8).hex()}")
            )

    def ask_for_what_is_due(self, now: datetime) -> None:
        stored = last_times_in(self.redis)
        self.last_times |= stored
        for schedule in self.schedules:
            last = self.last_times.get(schedule.name)
            if last is not None and schedule.next_after(last) <= now:
                with unit_of_work() as session:
                    enqueue(session, schedule.job)
                logger.info("job scheduled", extra={"scheduled": schedule.name})
            elif schedule.name in stored:
                continue
            # Only after the job is stored. Whoever dies in between leaves the time to the next scheduler.
            self.last_times[schedule.name] = now
            self.redis.hset(LAST_TIMES, schedule.name, now.isoformat())


def last_times_in(redis: Any) -> dict[str, datetime]:
    """When each schedule was last looked at, by its name. A new one counts from when it was first seen."""
    return {
        name.decode(): datetime.fromisoformat(time.decode())
        for name, time in redis.hgetall(LAST_TIMES).items()
    }
