"""Running a job: once to its effect, however often it is delivered."""

import functools
import logging
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Literal

from sqlalchemy import delete, func, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from app.core.context import (
    RunningJob,
    current_impersonator_id,
    current_job,
    current_request_id,
    current_user_id,
)
from app.core.database import unit_of_work
from app.core.jobs.job import Job, retry_delay
from app.core.jobs.models import QueuedJob, QueuedJobId
from app.core.jobs.patience import DatabaseAway, once_database_answers
from app.core.jobs.sweeping import publish_soon
from app.core.outages import is_outage
from app.core.scrubbing import scrub_text
from app.core.tracing import traces

logger = logging.getLogger(__name__)

#: How often a job may end without a word, because its process was killed or the database went away.
ALLOWED_CRASHES = 3
#: How long another worker, whose program may be newer, has to take a job that this one does not know.
UNKNOWN_JOB_DELAY = timedelta(seconds=20)
ONCE_DELAY = timedelta(seconds=2)
LONGEST_TRACEBACK = 8_000
#: What PostgreSQL says to one of two transactions that stood in each other's way.
PASSING_TROUBLE = {"40001", "40P01"}


type Outcome = Literal["done", "put off", "interrupted", "failed"]
#: Called after each job with its name, what became of it and the seconds that it took.
job_watchers: list[Callable[[str, Outcome, float], None]] = []


class Crashed(Exception):
    """The processes of this job ended without a word: they were killed, or lost the database."""


class TookTooLong(Exception):
    """It ran for longer than its time limit."""


class UnknownJob(Exception):
    """No feature has a job of this name any more."""


class AlreadyRunning(Exception):
    """A job that is run once at a time is running."""


@functools.cache
def jobs_by_name() -> Mapping[str, Job[...]]:
    """All jobs of all features."""
    from app.features import features

    return {job.name: job for feature in features for job in feature.jobs}


def run(job_id: QueuedJobId) -> None:
    """Run a job if it still waits: not if it was done, is running elsewhere or has been put off.

    While the database is away nothing runs: the job is published again when it is back.
    """
    try:
        row = begin_or_wait(job_id)
        if row is not None:
            run_begun(row)
    except DatabaseAway as error:
        # Whoever sweeps when it is back finds the job.
        logger.warning("the database is away", extra={"reason": str(error), "job_id": job_id})


def begin_or_wait(job_id: QueuedJobId) -> QueuedJob | None:
    try:
        return begin(job_id)
    except DBAPIError as error:
        if not is_outage(error):
            raise
    # Not run after the wait, which its time limit would count.
    once_database_answers(partial(publish_soon, job_id))
    return None


def run_begun(row: QueuedJob) -> None:
    current_request_id.set(row.request_id)
    current_user_id.set(row.user_id)
    current_impersonator_id.set(row.impersonator_id)
    current_job.set(RunningJob(row.name, row.id))
    began = time.perf_counter()
    outcome: Outcome = "done"
    try:
        with traces.job(row.name, row.id, row.trace_parent) as tell:
            outcome = attempt(row)
            tell(outcome)
    finally:
        for watch in job_watchers:
            watch(row.name, outcome, time.perf_counter() - began)
        current_job.set(None)
        current_impersonator_id.set("")
        current_user_id.set("")
        current_request_id.set("")


def attempt(row: QueuedJob) -> Outcome:
    """What becomes of a job that is tried now."""
    try:
        work(row)
    except Exception as error:  # noqa: BLE001 - recorded with the job, and logged
        return settle(row, interruption_in(error) or error)
    return "done"


def begin(job_id: QueuedJobId) -> QueuedJob | None:
    """Note that a job is begun, so that one that kills its process each time is not tried for ever."""
    with unit_of_work() as session:
        # Nothing depends on this note, so nobody waits for the disk.
        session.connection().execute(text("set local synchronous_commit = off"))
        waiting = (
            select(col(QueuedJob.id))
            .where(
                col(QueuedJob.id) == job_id,
                col(QueuedJob.failed_at).is_(None),
                col(QueuedJob.due_at) <= func.now(),
            )
            .with_for_update(skip_locked=True)
            .cte()
        )
        return session.scalars(
            update(QueuedJob)
            .where(col(QueuedJob.id) == waiting.c.id)
            .values(attempts=QueuedJob.attempts + 1, begun_at=func.now())
            .returning(QueuedJob)
        ).one_or_none()


def work(row: QueuedJob) -> None:
    """The job's effect and the end of its row, both or neither."""
    if row.attempts - row.retries > ALLOWED_CRASHES:
        raise Crashed
    job = jobs_by_name().get(row.name)
    if job is None:
        raise UnknownJob
    arguments = job.unpack(row.arguments)
    with unit_of_work() as session:
        locked = select(col(QueuedJob.id)).where(col(QueuedJob.id) == row.id)
        if session.exec(locked.with_for_update(skip_locked=True)).one_or_none() is None:
            # Another worker was given the same job, and was quicker.
            return
        limit_statements(session, job.time_limit)
        if row.once_key is not None:
            wait_for_nobody(session, row.once_key)
        job.function(session, *arguments)
        session.exec(delete(QueuedJob).where(col(QueuedJob.id) == row.id))
    logger.info("job done")


def limit_statements(session: Session, limit: timedelta) -> None:
    """Let a statement take as long as the job may: more than in a request."""
    milliseconds = str(round(limit.total_seconds() * 1000))
    session.exec(select(func.set_config("statement_timeout", milliseconds, True)))


def wait_for_nobody(session: Session, once_key: str) -> None:
    """Hold a once-only job's lock until the transaction ends. Raises AlreadyRunning: somebody has it."""
    lock = func.pg_try_advisory_xact_lock(func.hashtextextended(once_key, 0))
    if not session.exec(select(lock)).one():
        raise AlreadyRunning


def interruption_in(error: BaseException | None) -> Exception | None:
    """That the time limit was the reason of an error. What it interrupts, such as a statement, raises errors of its own."""
    # Not above: importing the product does not load Celery, which has raised it.
    from celery.exceptions import SoftTimeLimitExceeded

    reason = error
    while reason is not None and not isinstance(reason, SoftTimeLimitExceeded):
        reason = reason.__context__
    return TookTooLong().with_traceback(reason.__traceback__) if reason else None


def settle(row: QueuedJob, error: Exception) -> Outcome:
    """Decide what becomes of a job that has not been done. If the database stays away, the workers' sweep finds it."""
    job = jobs_by_name().get(row.name)
    if isinstance(error, AlreadyRunning):
        # Not the job's fault: it costs no retry, and is no crash.
        put_off(row, ONCE_DELAY, error, attempts=max(row.attempts - 1, 1))
    elif isinstance(error, UnknownJob) and row.retries < ALLOWED_CRASHES:
        put_off(row, UNKNOWN_JOB_DELAY, error, retries=row.retries + 1)
    elif job is not None and isinstance(error, job.retry_for) and row.retries < job.retries:
        put_off(row, retry_delay(row.retries), error, retries=row.retries + 1)
    elif isinstance(error, DBAPIError) and is_passing(error):
        logger.warning("job interrupted", extra={"reason": summary(error)})
        once_database_answers(partial(publish_soon, row.id))
        return "interrupted"
    else:
        fail(row, error)
        return "failed"
    return "put off"


def is_passing(error: DBAPIError) -> bool:
    """Whether the database, and not the job, was the trouble."""
    return is_outage(error) or getattr(error.orig, "sqlstate", None) in PASSING_TROUBLE


def put_off(row: QueuedJob, delay: timedelta, error: Exception, **counts: int) -> None:
    reason, due_at = summary(error), func.now() + delay
    logger.warning("job put off", extra={"reason": reason, "seconds": round(delay.total_seconds())})
    change(row, due_at=due_at, published_at=None, error=reason, **counts)


def fail(row: QueuedJob, error: Exception) -> None:
    logger.error("job failed", exc_info=error)
    lines = "".join(traceback.format_exception(error))
    change(
        row,
        failed_at=func.now(),
        error=summary(error),
        traceback=scrub_text(lines)[-LONGEST_TRACEBACK:],
    )


def change(row: QueuedJob, **values: Any) -> None:
    def store() -> None:
        with unit_of_work() as session:
            session.exec(
                update(QueuedJob).where(col(QueuedJob.id) == row.id).values(begun_at=None, **values)
            )

    once_database_answers(store)


def summary(error: Exception) -> str:
    """An error in a line, without what is nobody's business."""
    sentence = str(error) or (error.__doc__ or "").strip()
    return scrub_text(f"{type(error).__name__}: {' '.join(sentence.split())}")[:500]
