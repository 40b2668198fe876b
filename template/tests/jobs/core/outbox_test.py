"""What becomes of jobs between the one who asks for them and the broker."""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from app.accounts.jobs import send_welcome_mail
from app.accounts.models import UserId
from app.core.database import unit_of_work
from app.core.jobs import enqueue
from app.core.jobs import sending as sending_module
from app.core.jobs import sweeping as sweeping_module
from app.core.jobs.celery_app import celery_app
from app.core.jobs.models import QueuedJob
from app.core.jobs.sending import Broker
from app.core.jobs.sweeping import Sweeper, key_of, sweep
from app.core.models import utc_now
from app.core.settings import settings
from tests.link import Link
from tests.utils import published_jobs


@pytest.fixture
def broker_link(committed_database: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Link]:
    """The way to the broker, which the test can cut."""
    with Link(settings().redis_url) as link:
        monkeypatch.setitem(celery_app.conf, "broker_url", link.url)
        monkeypatch.setattr(settings(), "redis_url", link.url)
        monkeypatch.setattr(sending_module, "broker", Broker())
        monkeypatch.setattr(sweeping_module, "broker", sending_module.broker)
        celery_app._after_fork()
        yield link
    # As after a fork, connections are made anew.
    celery_app._after_fork()


def ask_for_jobs(number: int = 1) -> None:
    with unit_of_work() as session:
        for _ in range(number):
            enqueue(session, send_welcome_mail, UserId.new())


def stored(database: Session) -> list[QueuedJob]:
    return list(database.exec(select(QueuedJob).order_by(col(QueuedJob.id))))


def let_pass(database: Session, time: timedelta) -> None:
    """Make all that waits so much older."""
    for row in stored(database):
        if row.published_at is not None:
            row.published_at -= time
    database.commit()


def ids_at_the_broker() -> list[str]:
    with Redis.from_url(settings().redis_url) as redis:
        messages = map(json.loads, redis.lrange(key_of("mail"), 0, -1))
        return [message["headers"]["argsrepr"] for message in messages]


def test_a_rolled_back_change_asks_for_nothing(committed_database: Session) -> None:
    def fail_late() -> None:
        with unit_of_work() as session:
            enqueue(session, send_welcome_mail, UserId.new())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_late()

    assert stored(committed_database) == []
    assert published_jobs("mail") == 0


def test_a_job_is_published_once_its_row_is_stored(committed_database: Session) -> None:
    with unit_of_work() as session:
        enqueue(session, send_welcome_mail, UserId.new())
        assert published_jobs("mail") == 0

    assert published_jobs("mail") == 1
    (row,) = stored(committed_database)
    assert (row.name, row.queue, row.state) == (send_welcome_mail.name, "mail", "waiting")


def test_a_broker_that_is_away_loses_nothing(
    committed_database: Session, broker_link: Link
) -> None:
    broker_link.cut()
    ask_for_jobs(3)
    assert len(stored(committed_database)) == 3

    broker_link.mend()
    assert published_jobs("mail") == 0
    sending_module.broker.away_until = 0.0
    let_pass(committed_database, timedelta(seconds=5))

    assert sweep() == 3
    assert published_jobs("mail") == 3


def test_what_the_broker_forgot_is_published_once_more_and_not_again(
    committed_database: Session,
) -> None:
    ask_for_jobs(3)
    with Redis.from_url(settings().redis_url) as redis:
        redis.flushdb()
    assert sweep() == 0, "they may be on their way"

    let_pass(committed_database, timedelta(seconds=5))

    assert sweep() == 3
    assert sweep() == 0
    assert published_jobs("mail") == 3


def test_what_waits_in_a_long_queue_is_not_published_again(committed_database: Session) -> None:
    ask_for_jobs(5)

    # Nobody works on them for a day.
    with Redis.from_url(settings().redis_url) as redis:
        age_messages(redis, timedelta(days=1))
    let_pass(committed_database, timedelta(days=1))

    assert sweep() == 0
    assert published_jobs("mail") == 5


def age_messages(redis: Redis, time: timedelta) -> None:
    key = key_of("mail")
    for index in range(published_jobs("mail")):
        text = redis.lindex(key, index)
        message = json.loads(text)  # ty: ignore[invalid-argument-type]
        message["headers"]["published"] = (utc_now() - time).isoformat()
        redis.lset(key, index, json.dumps(message))


def test_what_is_missing_from_a_long_queue_is_found(committed_database: Session) -> None:
    ask_for_jobs(2)
    with Redis.from_url(settings().redis_url) as redis:
        redis.flushdb()
    let_pass(committed_database, timedelta(minutes=5))
    ask_for_jobs(2)

    assert sweep() == 2
    assert len(set(ids_at_the_broker())) == 4


def test_a_sweep_that_fails_is_not_the_last(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="app")
    sweeper = Sweeper()
    failures: list[Exception] = [
        ConnectionRefusedError(),
        RedisError(),
        OperationalError("", {}, OSError()),
    ]

    def sweep_at_last() -> int:
        if failures:
            raise failures.pop()
        sweeper.stop()
        return 0

    monkeypatch.setattr(sweeping_module, "INTERVAL_SECONDS", 0.001)
    monkeypatch.setattr(sweeping_module, "sweep", sweep_at_last)
    monkeypatch.setattr(sweeping_module, "announce_worker", lambda *_: None)
    sweeper.sweep_until_stopped()

    told = [record.getMessage() for record in caplog.records]
    assert told == ["cannot publish jobs", "can publish jobs again"]


def test_a_job_that_was_put_off_is_published_when_it_is_due(committed_database: Session) -> None:
    ask_for_jobs()
    with Redis.from_url(settings().redis_url) as redis:
        redis.flushdb()
    (row,) = stored(committed_database)
    row.published_at, row.due_at = None, utc_now() + timedelta(hours=1)
    committed_database.commit()
    assert sweep() == 0

    row.due_at = utc_now()
    committed_database.commit()

    assert sweep() == 1
    assert published_jobs("mail") == 1
