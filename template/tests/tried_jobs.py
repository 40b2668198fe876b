"""Jobs that tests give to a worker of their own, which runs them beside those of the features."""

import time
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session

from app.core.feature import Feature
from app.core.jobs import job
from app.core.processes import work
from app.features import features
from tests.factories.accounts import UserFactory

#: What Python runs to be a worker that knows these jobs.
PROGRAM = ("-c", "from tests.tried_jobs import be_a_worker; be_a_worker()")


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


@job(time_limit=timedelta(seconds=1))
def take_for_ever(session: Session) -> None:
    time.sleep(600)


def be_a_worker() -> None:
    features.append(Feature(name="tried", jobs=(add_person, add_person_slowly, take_for_ever)))
    work(concurrency=1)
