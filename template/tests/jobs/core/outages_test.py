"""What becomes of jobs while the database is away from a worker, and what the worker says about it."""

import logging
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from kombu import Connection, Consumer, Message, Queue
from sqlalchemy import create_engine
from sqlmodel import Session

from app.core.database import unit_of_work
from app.core.jobs import enqueue, job, patience, running
from app.core.jobs.broker_outages import OutagesAreWarnings, SteadyConnection
from app.core.jobs.models import QueuedJob, QueuedJobId
from app.core.jobs.running import run
from app.core.jobs.sweeping import sweep
from app.core.settings import settings
from tests.factories.accounts import UserFactory
from tests.link import Link, pool_behind


@job
def add_person(session: Session) -> None:
    session.add(UserFactory.build())


@job
def ask_elsewhere(session: Session) -> None:
    """Needs a connection of its own, as a job does that writes down what became of a mail."""
    with create_engine("postgresql+psycopg://127.0.0.1:9/away").connect():
        pass


@pytest.fixture
def wire(committed_database: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Link]:
    """The worker's way to the database."""
    jobs = {each.name: each for each in (add_person, ask_elsewhere)}
    monkeypatch.setattr(running, "jobs_by_name", lambda: jobs)
    with Link(settings().database_url) as wire, pool_behind(wire, monkeypatch):
        yield wire


def ask(task: running.Job[[]]) -> QueuedJobId:
    with unit_of_work() as session:
        job_id = enqueue(session, task)
    assert job_id is not None
    return job_id


def row_of(database: Session, job_id: QueuedJobId) -> QueuedJob:
    database.rollback()
    row = database.get(QueuedJob, job_id, populate_existing=True)
    assert row is not None
    return row


def test_a_job_that_comes_during_an_outage_is_done_after_it(
    committed_database: Session, wire: Link, caplog: pytest.LogCaptureFixture
) -> None:
    job_id = ask(add_person)
    wire.cut()
    worker = threading.Thread(target=run, args=(job_id,))
    worker.start()
    while "waiting for the database" not in caplog.text:
        assert worker.is_alive()
    wire.mend()
    worker.join()

    assert row_of(committed_database, job_id).attempts == 0
    assert sweep() == 1
    run(job_id)
    committed_database.rollback()
    assert committed_database.get(QueuedJob, job_id) is None
    assert [record.exc_info for record in caplog.records if record.exc_info] == []


def test_a_worker_gives_a_job_back_when_the_database_stays_away(
    committed_database: Session,
    wire: Link,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0.0)
    monkeypatch.setattr(patience, "PAUSE", 0.01)
    job_id = ask(add_person)
    wire.cut()

    run(job_id)

    assert row_of(committed_database, job_id).state == "waiting"
    warnings = [each.message for each in caplog.records if each.levelno >= logging.WARNING]
    assert warnings == ["waiting for the database", "the database is away"]


def test_a_job_that_gets_no_connection_has_not_failed(
    committed_database: Session, wire: Link
) -> None:
    job_id = ask(ask_elsewhere)

    run(job_id)

    assert row_of(committed_database, job_id).state == "waiting"
    assert sweep() == 1


def test_a_worker_asks_for_the_broker_at_a_steady_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    pace = 0.001
    monkeypatch.setattr("app.core.jobs.broker_outages.SECONDS_BETWEEN_ATTEMPTS", pace)
    waits: list[float] = []

    with pytest.raises(Exception, match="refused"):
        SteadyConnection("redis://127.0.0.1:9").ensure_connection(
            lambda _, wait: waits.append(wait), max_retries=5
        )

    assert issubclass(SteadyConnection, Connection)
    assert waits == [pace] * 5


@pytest.fixture
def held() -> Iterator[tuple[SteadyConnection, Message]]:
    """A message that somebody works on when the broker goes, and the connection that brought it."""
    with Link(settings().redis_url) as wire, closing(SteadyConnection(wire.url)) as connection:
        connection.SimpleQueue("held-in-an-outage").put("held")
        messages: list[Message] = []
        queues = [Queue("held-in-an-outage")]
        Consumer(connection.default_channel, queues, on_message=messages.append).consume()
        connection.drain_events(timeout=5)
        wire.cut()
        yield connection, messages[0]


def test_a_message_that_is_held_does_not_keep_its_connection_from_being_closed(
    held: tuple[SteadyConnection, Message],
) -> None:
    connection, _ = held
    # So kombu leaves a channel when another one failed before it was this one's turn to be closed.
    connection.transport.client = None

    connection.close()


def test_a_job_that_ends_after_its_connection_was_closed_is_an_error_that_celery_lives_with(
    held: tuple[SteadyConnection, Message], caplog: pytest.LogCaptureFixture
) -> None:
    connection, message = held
    connection.transport.client = None
    connection.close()

    message.ack_log_error(logging.getLogger("celery"), connection.connection_errors)

    assert caplog.messages == [
        f"Couldn't ack {message.delivery_tag!r}, reason:ConnectionError('The connection of this channel is closed.')"
    ]


@pytest.mark.parametrize(
    ("message", "level"),
    [
        ("consumer: Cannot connect to %s: %s.", logging.WARNING),
        ("Couldn't ack %r, reason:%r", logging.WARNING),
        ("Task %s is lost: %r", logging.CRITICAL),
    ],
)
def test_a_broker_that_is_away_is_a_warning_and_nothing_else_is(message: str, level: int) -> None:
    record = logging.LogRecord("celery", logging.CRITICAL, "", 0, message, ("a", "b"), None)

    assert OutagesAreWarnings().filter(record)

    assert record.levelno == level
