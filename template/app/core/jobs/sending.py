"""Asking for a job: its row is stored with the caller's changes, and its id given to the broker after them."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from app.core.context import current_impersonator_id, current_request_id, current_user_id
from app.core.database import after_commit
from app.core.jobs.job import Job
from app.core.jobs.models import QueuedJob, QueuedJobId
from app.core.tracing import traces

logger = logging.getLogger(__name__)

#: Seconds for which nobody is kept waiting again for a broker that has just not answered. The workers publish what it misses.
PAUSE = 2.0
PUBLISHED_HEADER = "published"


@dataclass(frozen=True)
class Message:
    """What the broker carries: which job, on which queue, and when it was given to the broker."""

    id: QueuedJobId
    name: str
    queue: str
    published_at: datetime
    time_limit: timedelta


class Broker:
    """The way to the broker. One that does not answer is left alone for a while."""

    def __init__(self) -> None:
        self.away_until = 0.0

    def publish(self, message: Message) -> None:
        """Give a job to the broker. One that it misses is published again by the workers' sweep."""
        if time.monotonic() < self.away_until:
            return
        from app.core.jobs.celery_app import publish

        try:
            publish(message)
        except Exception as error:  # noqa: BLE001 - the job is stored: to fail now would tell people that nothing is
            self.away_until = time.monotonic() + PAUSE
            logger.warning("the broker does not answer", extra={"reason": type(error).__name__})


broker = Broker()


def prepare_sending() -> None:
    """Load what `publish` needs. It is heavy, and importing the product does without it."""
    import_module("app.core.jobs.celery_app")


def enqueue[**Parameters](
    session: Session, job: Job[Parameters], *args: Parameters.args, **kwargs: Parameters.kwargs
) -> QueuedJobId | None:
    """Have a worker run a job once the changes of this session are stored. Its id; None if it is `once` and waits already.

    Raises:
        TypeError: the arguments are not what the job takes.
        ValueError: they are too long.
    """
    packed = job.pack(*args, **kwargs)
    stored = session.exec(
        insert(QueuedJob)
        .values(
            id=QueuedJobId.new(),
            name=job.name,
            arguments=packed,
            queue=job.queue,
            once_key=job.once_key(packed),
            request_id=current_request_id.get(),
            user_id=current_user_id.get(),
            impersonator_id=current_impersonator_id.get(),
            trace_parent=traces.parent(),
            due_at=func.now(),
            published_at=func.clock_timestamp(),
        )
        .on_conflict_do_nothing()
        .returning(col(QueuedJob.id), col(QueuedJob.published_at))
    ).one_or_none()
    if stored is None:
        return None
    message = Message(stored.id, job.name, job.queue, stored.published_at, job.time_limit)
    after_commit(session, partial(broker.publish, message))
    return message.id
