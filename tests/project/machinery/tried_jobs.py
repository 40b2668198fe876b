"""Jobs that tests give to a worker of their own, which runs them beside those of the features."""

import contextlib
import os
import signal
import time
from datetime import timedelta
from pathlib import Path

from app.core.feature import Feature
from app.core.jobs import job, sweeping
from app.core.processes import work
from app.features import features
from celery.concurrency.asynpool import AsynPool
from sqlmodel import Session
from tests.factories.accounts import UserFactory

#: What Python runs to be a worker that knows these jobs.
PROGRAM = ("-c", "from tests.tried_jobs import be_a_worker; be_a_worker()")
#: One that leaves it to Celery alone what becomes of a job whose process is gone.
TRUSTING_PROGRAM = (
    "-c",
    "from tests.tried_jobs import be_a_worker, timedelta; be_a_worker(timedelta(days=1))",
)
SOON = timedelta(seconds=0.3)


@job
def add_person(session: Session, email: str) -> None:
    session.add(UserFactory.build(email=email))


@job
def add_person_slowly(session: Session, email: str, mark: str) -> None:
    """The first time it stays in the middle of its work, until its worker is killed."""
    session.add(UserFactory.build(email=email))
    session.flush()
    if not Path(mark).exists():
        Path(mark).touch()
        time.sleep(600)


@job(time_limit=SOON)
def take_for_ever(session: Session) -> None:
    time.sleep(600)


@job(time_limit=SOON)
def cling_to_life(session: Session) -> None:
    """It does not even end when it is told to."""
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(600)


@job
def add_person_or_die(session: Session, email: str, mark: str) -> None:
    """The first time its process is gone, as when a machine runs out of memory."""
    session.add(UserFactory.build(email=email))
    session.flush()
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)


TRIED = (add_person, add_person_or_die, add_person_slowly, take_for_ever, cling_to_life)


def be_a_worker(grace: timedelta = sweeping.GRACE) -> None:
    """`grace`: after how long it believes that the broker has lost a job."""
    sweeping.GRACE = grace
    # Celery looks after its processes every five seconds, which is long for somebody who waits.
    AsynPool.timers = property(lambda pool: {pool.maintain_pool: 0.1})  # ty: ignore[invalid-assignment]
    features.append(Feature(name="tried", jobs=TRIED))
    work(concurrency=1)
