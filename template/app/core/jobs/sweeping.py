"""Publishing the jobs that the broker does not have: put off until now, lost by it, or never given to it.

A row that waits says when its id was published. The broker hands out first what came first, so a row that is older than the
oldest message of its queue, and that no worker has locked, is not there any more. It need not be asked about each.
"""

import json
import logging
import threading
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, col, select

from app.core.database import unit_of_work
from app.core.jobs.job import KEY_PREFIX, LONGEST_TIME_LIMIT, QUEUES
from app.core.jobs.models import QueuedJob, QueuedJobId
from app.core.jobs.overview import announce_worker
from app.core.jobs.sending import PUBLISHED_HEADER, Message, broker
from app.core.models import utc_now
from app.core.redis_connection import open_redis

logger = logging.getLogger(__name__)

INTERVAL_SECONDS = 1.0
#: From its publication until a worker has locked it, a job is nowhere to be seen for so long at most.
GRACE = timedelta(seconds=3)
#: How much later than others a job may reach the broker, since a long transaction publishes only at its end.
DISORDER = timedelta(minutes=1)
#: How many jobs one sweep publishes.
BATCH = 500


def sweep() -> int:
    """Publish what waits and is not with the broker; how many jobs that was.

    Raises:
        redis.RedisError: the broker does not answer.
        sqlalchemy.exc.SQLAlchemyError: the database does not.
    """
    with open_redis() as redis:
        oldest = {queue: oldest_in(redis, queue) for queue in QUEUES}
    with unit_of_work() as session:
        messages = take(session, col(QueuedJob.published_at).is_(None))
        for queue, waiting_since in oldest.items():
            messages += take(session, *lost_conditions(queue, waiting_since))
    # Only now, because a worker passes over rows that somebody has locked.
    for message in messages:
        broker.publish(message)
    return len(messages)


def lost_conditions(queue: str, waiting_since: datetime | None) -> list[ColumnElement[bool]]:
    published_at = col(QueuedJob.published_at)
    conditions = [col(QueuedJob.queue) == queue, published_at < func.now() - GRACE]
    if waiting_since is not None:
        conditions.append(published_at < waiting_since - DISORDER)
    return conditions


def oldest_in(redis: Any, queue: str) -> datetime | None:
    """When the message that the broker hands out next was published, or None if there is none."""
    found = redis.lindex(key_of(queue), -1)
    if found is None:
        return None
    return datetime.fromisoformat(json.loads(found)["headers"][PUBLISHED_HEADER])


def key_of(queue: str) -> str:
    """Where the broker keeps the messages of a queue."""
    return f"{KEY_PREFIX}{queue}"


def take(session: Session, *conditions: ColumnElement[bool]) -> list[Message]:
    """Note that the jobs with these conditions are published now. Two workers that sweep at once share them."""
    due = (
        select(col(QueuedJob.id))
        .where(col(QueuedJob.failed_at).is_(None), col(QueuedJob.due_at) <= func.now(), *conditions)
        .order_by(col(QueuedJob.due_at))
        .limit(BATCH)
        .with_for_update(skip_locked=True)
        .cte()
    )
    rows = session.exec(
        update(QueuedJob)
        .where(col(QueuedJob.id) == due.c.id)
        .values(published_at=func.clock_timestamp(), begun_at=None)
        .returning(
            col(QueuedJob.id),
            col(QueuedJob.name),
            col(QueuedJob.queue),
            col(QueuedJob.published_at),
        )
    )
    return [Message(*row, time_limit=time_limit(row.name)) for row in rows]


def publish_soon(job_id: QueuedJobId) -> None:
    """Have the next sweep publish a job that could not be run, unless somebody runs it."""
    waiting = (
        select(col(QueuedJob.id))
        .where(col(QueuedJob.id) == job_id, col(QueuedJob.failed_at).is_(None))
        .with_for_update(skip_locked=True)
        .cte()
    )
    with unit_of_work() as session:
        session.exec(
            update(QueuedJob)
            .where(col(QueuedJob.id) == waiting.c.id)
            .values(published_at=None, begun_at=None)
        )


def time_limit(name: str) -> timedelta:
    from app.core.jobs.running import jobs_by_name

    job = jobs_by_name().get(name)
    return job.time_limit if job else LONGEST_TIME_LIMIT


class Sweeper:
    """A thread of each worker that sweeps again and again, whatever becomes of broker and database."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.since = utc_now()
        self.well = True

    def start(self) -> None:
        threading.Thread(target=self.sweep_until_stopped, name="sweeper", daemon=True).start()

    def stop(self) -> None:
        self.stopping.set()

    def sweep_until_stopped(self) -> None:
        while not self.stopping.wait(INTERVAL_SECONDS):
            try:
                with open_redis() as redis:
                    announce_worker(redis, self.since)
                published = sweep()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next sweep may succeed
                if self.well:
                    logger.warning("cannot publish jobs", extra={"reason": type(error).__name__})
                self.well = False
                continue
            if not self.well:
                logger.info("can publish jobs again")
            self.well = True
            if published:
                logger.info("jobs published again", extra={"jobs": published})
