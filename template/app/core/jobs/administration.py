"""Looking after jobs: what waits, runs and has failed; trying again, and giving up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from sqlalchemy import ColumnElement, func, update
from sqlalchemy.orm import defer
from sqlmodel import Session, col, delete, select

from app.core.jobs.models import QueuedJob, QueuedJobId, State

STATES: tuple[State, ...] = get_args(State)
LONGEST_LIST = 200

CONDITIONS: dict[State, Sequence[ColumnElement[bool]]] = {
    "waiting": [col(QueuedJob.begun_at).is_(None), col(QueuedJob.failed_at).is_(None)],
    "running": [col(QueuedJob.begun_at).is_not(None), col(QueuedJob.failed_at).is_(None)],
    "failed": [col(QueuedJob.failed_at).is_not(None)],
}


@dataclass(frozen=True)
class Jobs:
    """The jobs in a state: how many there are, and the newest of them."""

    state: State
    total: int
    newest: Sequence[QueuedJob]


def jobs_in(session: Session, state: State, limit: int = 50) -> Jobs:
    """The jobs in a state, the newest first."""
    conditions = CONDITIONS[state]
    total = session.exec(select(func.count()).select_from(QueuedJob).where(*conditions)).one()
    newest = session.exec(
        select(QueuedJob)
        .where(*conditions)
        # What they hold is nobody's business who only looks.
        .options(defer(QueuedJob.arguments))  # ty: ignore[invalid-argument-type]
        .order_by(col(QueuedJob.id).desc())
        .limit(min(limit, LONGEST_LIST))
    ).all()
    return Jobs(state, total, newest)


def retry(session: Session, job_id: QueuedJobId | None = None) -> int:
    """Let a failed job, or all of them, begin again as if they were new; how many there are."""
    result = session.exec(
        update(QueuedJob)
        .where(*failed(job_id))
        .values(
            failed_at=None,
            due_at=func.now(),
            published_at=None,
            begun_at=None,
            retries=0,
            # Not 0: that is what a once-only job has that was never begun, and there is one of them.
            attempts=1,
        )
    )
    return result.rowcount


def discard(session: Session, job_id: QueuedJobId | None = None) -> int:
    """Delete a failed job, or all of them; how many there were."""
    return session.exec(delete(QueuedJob).where(*failed(job_id))).rowcount


def failed(job_id: QueuedJobId | None) -> list[ColumnElement[bool]]:
    one = [] if job_id is None else [col(QueuedJob.id) == job_id]
    return [*CONDITIONS["failed"], *one]
