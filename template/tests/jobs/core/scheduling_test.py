"""Jobs that are asked for again and again, by one scheduler at a time."""

import re
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from redis import Redis
from sqlmodel import Session, func, select

from app.accounts.models import UserId
from app.core.jobs import Schedule, job
from app.core.jobs.models import QueuedJob
from app.core.jobs.running import jobs_by_name
from app.core.jobs.scheduling import LAST_TIMES, LOCK, Scheduler
from app.core.models import utc_now
from app.core.settings import settings
from app.features import features


@job(once=True)
def look_around(session: Session) -> None: ...


HOURLY = Schedule(look_around, "0 * * * *")
NOON = datetime.fromisoformat("2026-11-21T12:00:00+00:00")


@pytest.fixture
def redis(committed_database: Session) -> Iterator[Redis]:
    redis = Redis.from_url(settings().redis_url)
    yield redis
    redis.close()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time that schedulers see, as its one element."""
    now = [NOON]
    monkeypatch.setattr("app.core.jobs.scheduling.utc_now", lambda: now[0])
    return now


def queued(database: Session) -> int:
    database.rollback()
    return database.exec(select(func.count()).select_from(QueuedJob)).one()


def done(database: Session) -> None:
    for row in database.exec(select(QueuedJob)):
        database.delete(row)
    database.commit()


def test_a_job_is_asked_for_at_each_of_its_times(
    committed_database: Session, redis: Redis, now: list[datetime]
) -> None:
    scheduler = Scheduler(redis, [HOURLY])
    found = []
    for minutes in (0, 30, 59, 60, 61, 119, 120):
        now[0] = NOON + timedelta(minutes=minutes)
        scheduler.beat()
        found.append(queued(committed_database))
        done(committed_database)

    assert found == [0, 0, 0, 1, 0, 0, 1]


def test_missed_times_are_made_up_for_by_one(
    committed_database: Session, redis: Redis, now: list[datetime]
) -> None:
    Scheduler(redis, [HOURLY]).beat()
    redis.delete(LOCK)
    now[0] = NOON + timedelta(days=3)

    later = Scheduler(redis, [HOURLY])
    later.beat()
    later.beat()

    assert queued(committed_database) == 1


def test_a_slow_job_does_not_pile_up(
    committed_database: Session, redis: Redis, now: list[datetime]
) -> None:
    scheduler = Scheduler(redis, [HOURLY])
    for hours in range(5):
        now[0] = NOON + timedelta(hours=hours)
        scheduler.beat()

    assert queued(committed_database) == 1


def test_of_two_schedulers_one_is_active_until_it_ends_or_dies(redis: Redis) -> None:
    first, second = Scheduler(redis, []), Scheduler(redis, [])
    assert [first.beat(), second.beat(), first.beat(), second.beat()] == [True, False, True, False]

    first.end()
    assert [second.beat(), first.beat()] == [True, False]

    # As if the second had not been heard of for too long.
    redis.delete(LOCK)
    assert [first.beat(), second.beat()] == [True, False]
    assert 0 < redis.ttl(LOCK) <= 15


def test_a_scheduler_goes_on_when_redis_is_back(
    committed_database: Session, redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    scheduler, stopping = Scheduler(redis, [HOURLY]), threading.Event()
    redis.set(LAST_TIMES, "something else lies here")
    thread = threading.Thread(target=scheduler.run, args=(stopping,))
    thread.start()
    while "cannot schedule" not in caplog.text:
        assert thread.is_alive()

    redis.delete(LAST_TIMES)
    while not redis.exists(LAST_TIMES):
        assert thread.is_alive()
    stopping.set()
    thread.join()

    assert not redis.exists(LOCK)


def test_only_jobs_that_can_be_asked_for_again_and_again_are_scheduled() -> None:
    @job
    def pile_up(session: Session) -> None: ...

    @job(once=True)
    def greet(session: Session, user_id: UserId) -> None: ...

    for unfit in (pile_up, greet):
        with pytest.raises(TypeError, match="has to be `once` and without arguments"):
            Schedule(unfit, "* * * * *")  # ty: ignore[invalid-argument-type]


@pytest.mark.parametrize("times", ["", "* * * *", "60 * * * *", "0 0 30 2 *", "hourly"])
def test_what_names_no_times_is_refused(times: str) -> None:
    with pytest.raises(ValueError, match=f"{re.escape(repr(times))} names no times"):
        Schedule(look_around, times)


def test_workers_know_all_jobs_that_are_scheduled() -> None:
    schedules = [schedule for feature in features for schedule in feature.schedules]

    assert schedules
    assert {schedule.name for schedule in schedules} <= set(jobs_by_name())
    assert utc_now() < min(schedule.next_after(utc_now()) for schedule in schedules)


def test_a_redis_that_has_forgotten_everything_costs_no_time(
    committed_database: Session, redis: Redis, now: list[datetime]
) -> None:
    scheduler = Scheduler(redis, [HOURLY])
    scheduler.beat()

    redis.flushdb()
    now[0] = NOON + timedelta(minutes=61)
    scheduler.beat()

    assert queued(committed_database) == 1
