"""What becomes of a job once a worker has it: its effect comes once, and what fails stays visible."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from sqlalchemy import update
from sqlmodel import Session, col, func, select

from app.accounts.events import AccountEvent
from app.accounts.models import User
from app.core.audit import record
from app.core.audit.models import AuditEvent
from app.core.context import (
    circumstances,
    current_impersonator_id,
    current_request_id,
    current_user_id,
)
from app.core.database import unit_of_work
from app.core.jobs import Job, enqueue, job, running
from app.core.jobs.models import QueuedJob, QueuedJobId
from app.core.jobs.running import ALLOWED_CRASHES, begin, run
from app.core.models import utc_now
from tests.factories.accounts import UserFactory

#: Seconds. Another worker that is given the same job is done with it at once.
PATIENCE = 5


class Passing(Exception):
    """What goes away when it is tried again."""


#: What the jobs of this module do besides adding a person, and what they have seen.
act: list[Callable[[], Any]] = []
seen: list[dict[str, str]] = []


@job(retry_for=(Passing,), retries=2)
def add_person(session: Session, name: str) -> None:
    session.add(UserFactory.build(name=name))
    session.flush()
    seen.append(circumstances())
    if act:
        act[0]()


@job(once=True)
def add_person_once(session: Session, name: str) -> None:
    add_person(session, name)


@job
def record_return(session: Session, user_id: str) -> None:
    seen.append(circumstances())
    record(session, AccountEvent.CAME_BACK, user_id)


@pytest.fixture(autouse=True)
def jobs_of_this_module(
    committed_database: Session, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    jobs = {each.name: each for each in (add_person, add_person_once, record_return)}
    monkeypatch.setattr(running, "jobs_by_name", lambda: jobs)
    yield
    act.clear()
    seen.clear()


def ask(task: Job[...] = add_person, name: str = "Ada Example") -> QueuedJobId:
    with unit_of_work() as session:
        job_id = enqueue(session, task, name)
    assert job_id is not None
    return job_id


def row_of(database: Session, job_id: QueuedJobId) -> QueuedJob:
    database.expire_all()
    row = database.get(QueuedJob, job_id)
    assert row is not None
    return row


def people(database: Session) -> int:
    return database.exec(select(func.count()).select_from(User)).one()


def fail_with(error: Exception) -> None:
    def fail() -> None:
        raise error

    act[:] = [fail]


def test_a_job_that_is_delivered_twice_has_its_effect_once(committed_database: Session) -> None:
    job_id = ask()

    run(job_id)
    run(job_id)

    assert people(committed_database) == 1
    assert len(seen) == 1
    assert committed_database.get(QueuedJob, job_id) is None


def test_two_workers_with_the_same_job_have_its_effect_once(committed_database: Session) -> None:
    job_id = ask()
    other = threading.Thread(target=run, args=(job_id,))

    def deliver_to_another() -> None:
        act.clear()
        other.start()
        other.join(PATIENCE)

    act[:] = [deliver_to_another]
    run(job_id)
    other.join()

    assert len(seen) == 1
    assert people(committed_database) == 1


def test_a_job_names_itself_and_the_request_that_asked_for_it() -> None:
    token = current_request_id.set("request-of-ada")
    job_id = ask()
    current_request_id.reset(token)

    run(job_id)

    assert seen == [{"request_id": "request-of-ada", "job": add_person.name, "job_id": job_id}]
    assert circumstances() == {}


def test_a_job_that_somebody_asks_for_as_another_goes_on_naming_both(
    committed_database: Session,
) -> None:
    tokens = [(current_user_id, current_user_id.set("user_bea"))]
    tokens.append((current_impersonator_id, current_impersonator_id.set("user_ada")))
    job_id = ask(record_return, "user_bea")
    for variable, token in tokens:
        variable.reset(token)

    run(job_id)

    (told,) = seen
    assert (told["user_id"], told["impersonator_id"]) == ("user_bea", "user_ada")
    event = committed_database.exec(select(AuditEvent)).one()
    assert (event.actor_id, event.acting_as_id) == ("user_ada", "user_bea")
    assert circumstances() == {}


def test_a_statement_may_take_as_long_as_its_job() -> None:
    limits = []

    def look() -> None:
        with unit_of_work() as session:
            limits.append(session.connection().exec_driver_sql("show statement_timeout").scalar())

    @job(time_limit=timedelta(seconds=77))
    def take_long(session: Session) -> None:
        limits.append(session.connection().exec_driver_sql("show statement_timeout").scalar())
        look()

    running.jobs_by_name()[take_long.name] = take_long  # ty: ignore[invalid-assignment]
    with unit_of_work() as session:
        job_id = enqueue(session, take_long)
    assert job_id is not None

    run(job_id)

    assert limits[0] == "77s"
    assert limits[1] != "77s"


def test_a_declared_error_puts_a_job_off_longer_each_time(committed_database: Session) -> None:
    fail_with(Passing("The other side of ada@mail.example does not answer."))
    job_id = ask()
    delays = []

    for _ in range(2):
        run(job_id)
        row = row_of(committed_database, job_id)
        delays.append(row.due_at - utc_now())
        assert row.state == "waiting"
        assert row.published_at is None
        run(job_id)
        assert row_of(committed_database, job_id).attempts == len(delays), "it is not due yet"
        row.due_at = utc_now()
        committed_database.commit()
    run(job_id)

    row = row_of(committed_database, job_id)
    assert timedelta() < delays[0] <= timedelta(seconds=2) <= delays[1] + timedelta(seconds=1)
    assert (row.state, row.attempts, row.retries) == ("failed", 3, 2)
    assert row.error == "Passing: The other side of [e-mail] does not answer."
    assert people(committed_database) == 0


def test_any_other_error_fails_a_job_at_once_and_says_why(
    committed_database: Session, caplog: pytest.LogCaptureFixture
) -> None:
    fail_with(ValueError("This will never work for ada@mail.example."))
    job_id = ask()

    run(job_id)

    row = row_of(committed_database, job_id)
    assert (row.state, row.error) == ("failed", "ValueError: This will never work for [e-mail].")
    assert row.traceback is not None
    assert "in add_person" in row.traceback
    assert "ada@mail.example" not in row.traceback
    assert people(committed_database) == 0
    assert "job failed" in caplog.text
    run(job_id)
    assert row_of(committed_database, job_id).attempts == 1


def test_a_job_that_takes_too_long_says_so_whatever_was_interrupted(
    committed_database: Session,
) -> None:
    def be_interrupted() -> None:
        try:
            raise SoftTimeLimitExceeded
        finally:
            raise OSError("Another command is under way.")

    act[:] = [be_interrupted]
    job_id = ask()

    run(job_id)

    row = row_of(committed_database, job_id)
    assert (row.state, row.error) == (
        "failed",
        "TookTooLong: It ran for longer than its time limit.",
    )
    assert row.traceback is not None
    assert "in be_interrupted" in row.traceback


def test_a_job_that_kills_its_process_each_time_is_given_up(committed_database: Session) -> None:
    job_id = ask()
    for _ in range(ALLOWED_CRASHES):
        assert begin(job_id) is not None

    run(job_id)

    row = row_of(committed_database, job_id)
    assert row.state == "failed"
    assert row.error is not None
    assert "were killed" in row.error
    assert seen == []


def test_a_database_that_goes_away_in_the_middle_is_no_failure(committed_database: Session) -> None:
    def lose_the_database() -> None:
        act.clear()
        committed_database.connection().exec_driver_sql(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
        committed_database.commit()

    act[:] = [lose_the_database]
    job_id = ask()

    run(job_id)
    assert row_of(committed_database, job_id).failed_at is None
    run(job_id)

    assert people(committed_database) == 1


def test_a_job_that_nobody_knows_is_left_to_others_before_it_is_given_up(
    committed_database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "jobs_by_name", dict)
    job_id = ask()

    run(job_id)
    row = row_of(committed_database, job_id)
    assert row.state == "waiting"
    assert row.due_at > utc_now()
    row.retries, row.due_at = ALLOWED_CRASHES, utc_now()
    committed_database.commit()
    run(job_id)

    assert row_of(committed_database, job_id).state == "failed"


def test_of_a_once_only_job_one_waits(committed_database: Session) -> None:
    first = ask(add_person_once)
    with unit_of_work() as session:
        assert enqueue(session, add_person_once, "Ada Example") is None
        assert enqueue(session, add_person_once, "Grace Example") is not None

    run(first)

    assert people(committed_database) == 1
    with unit_of_work() as session:
        assert enqueue(session, add_person_once, "Ada Example") is not None


def test_of_a_once_only_job_one_runs_at_a_time(committed_database: Session) -> None:
    first = ask(add_person_once)
    second: list[QueuedJobId] = []

    def ask_again_and_run() -> None:
        act.clear()
        second.append(ask(add_person_once))
        # However long the first one takes, the second is not given up.
        for _ in range(ALLOWED_CRASHES + 1):
            with unit_of_work() as session:
                waiting = update(QueuedJob).where(col(QueuedJob.id) == second[0])
                session.exec(waiting.values(due_at=utc_now()))
            other = threading.Thread(target=run, args=(second[0],))
            other.start()
            other.join(PATIENCE)

    act[:] = [ask_again_and_run]
    run(first)

    assert len(seen) == 1
    row = row_of(committed_database, second[0])
    assert (row.state, row.retries) == ("waiting", 0)
    assert row.due_at > utc_now()
