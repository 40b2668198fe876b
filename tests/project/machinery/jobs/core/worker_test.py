"""What real workers make of jobs while everything around them breaks."""

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from subprocess import Popen

import pytest
from app.accounts.models import User
from app.core.database import unit_of_work
from app.core.jobs import celery_app, enqueue
from app.core.jobs.models import QueuedJob
from sqlmodel import Session, func, select
from tests.link import Link
from tests.tried_jobs import (
    PROGRAM,
    TRUSTING_PROGRAM,
    add_person,
    add_person_or_die,
    add_person_slowly,
    cling_to_life,
    take_for_ever,
)
from tests.worker import kill, running_worker

TOOK_TOO_LONG = "TookTooLong: It ran for longer than its time limit."
StartWorker = Callable[..., AbstractContextManager[Popen[bytes]]]


@pytest.fixture
def broker_link(process_environment: Mapping[str, str]) -> Iterator[Link]:
    """The worker's way to the broker."""
    with Link(process_environment["REDIS_URL"]) as link:
        yield link


@pytest.fixture
def start_worker(
    process_environment: Mapping[str, str], broker_link: Link, tmp_path: Path
) -> StartWorker:
    environment = {**process_environment, "REDIS_URL": broker_link.url}

    @contextmanager
    def start(*program: str) -> Generator[Popen[bytes]]:
        log = tmp_path / "worker.log"
        with running_worker(environment, log, program or PROGRAM) as worker:
            yield worker
            # An orderly end would take seconds, and nobody here asks how a worker ends.
            kill(worker)

    return start


def wait_until(condition: Callable[[], bool], *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It has not come to pass in time."
        time.sleep(0.05)


def people(database: Session) -> int:
    database.rollback()
    return database.exec(select(func.count()).select_from(User)).one()


def jobs(database: Session) -> int:
    database.rollback()
    return database.exec(select(func.count()).select_from(QueuedJob)).one()


def error_of_job(database: Session) -> str | None:
    database.rollback()
    return database.exec(select(QueuedJob.error)).one()


def ask_for_person(number: int) -> None:
    with unit_of_work() as session:
        enqueue(session, add_person, f"person-{number}@mail.example")


def test_a_job_whose_worker_is_killed_is_done_by_another_and_once_and_none_takes_too_long(
    committed_database: Session,
    start_worker: StartWorker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mark = tmp_path / "in-the-middle"
    with start_worker(*TRUSTING_PROGRAM) as worker:
        # Of a worker's processes only the one that is at work ends: the broker has the job again at once.
        with unit_of_work() as session:
            enqueue(session, add_person_or_die, "grace@mail.example", str(tmp_path / "dead"))
        wait_until(lambda: jobs(committed_database) == 0)
        assert people(committed_database) == 1

        # All of them end.
        with unit_of_work() as session:
            enqueue(session, add_person_slowly, "ada@mail.example", str(mark))
        wait_until(mark.exists)
        kill(worker)
    assert people(committed_database) == 1

    with start_worker():
        wait_until(lambda: jobs(committed_database) == 0)
        assert people(committed_database) == 2

        # A second promise, for which a third worker would take seconds to start: no job takes longer than it may.
        with unit_of_work() as session:
            enqueue(session, take_for_ever)
        wait_until(lambda: error_of_job(committed_database) is not None)
        assert error_of_job(committed_database) == TOOK_TOO_LONG

        # One that does not end then is killed, and the next one has its turn.
        monkeypatch.setattr(celery_app, "LAST_SECONDS", 0.2)
        with unit_of_work() as session:
            enqueue(session, cling_to_life)
            enqueue(session, add_person, "joan@mail.example")
        wait_until(lambda: people(committed_database) == 3)


def test_no_job_is_lost_while_the_broker_is_away_from_the_workers(
    committed_database: Session, start_worker: StartWorker, broker_link: Link
) -> None:
    with start_worker():
        for number in range(10):
            ask_for_person(number)
        broker_link.cut()
        for number in range(10, 20):
            ask_for_person(number)
        broker_link.mend()
        for number in range(20, 30):
            ask_for_person(number)

        wait_until(lambda: jobs(committed_database) == 0)

    assert people(committed_database) == 30
