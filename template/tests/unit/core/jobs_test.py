"""What can be a job, and what can be its argument."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from app.accounts.models import User, UserId
from app.core.ids import Id
from app.core.jobs import Job, job
from app.core.jobs.job import LONGEST_DELAY, VISIBILITY_TIMEOUT, longest_delay, retry_delay
from tests.factories.accounts import UserFactory

USER_ID = UserId("user_01h455vb4pex5vsknk084sn02q")


class OtherId(Id, prefix="other"):
    pass


@job
def greet(session: Session, user_id: UserId, times: int = 1) -> None: ...


def job_of(kind: Any) -> Job[Any]:
    def function(session: Session, value: Any) -> None: ...

    function.__annotations__["value"] = kind
    return job(function)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (UserId, USER_ID),
        (list[UserId], [USER_ID, USER_ID]),
        (str, 'Ünïcode 李 "quoted"'),
        (int, 2**60),
        (float, 0.1),
        (bool, True),
        (int | None, None),
        (dict[str, list[int]], {"a": [1, 2]}),
        (datetime, datetime(2026, 11, 21, 12, 30, tzinfo=UTC)),
        (Decimal, Decimal("0.10")),
        (UUID, UUID(int=7)),
    ],
)
def test_arguments_come_out_as_they_went_in(kind: Any, value: Any) -> None:
    task = job_of(kind)

    (unpacked,) = task.unpack(task.pack(value))

    assert unpacked == value
    assert type(unpacked) is type(value)


def test_defaults_and_names_are_filled_in() -> None:
    user_id = UserId.new()

    assert greet.pack(user_id) == [user_id, 1]
    assert greet.pack(times=3, user_id=user_id) == [user_id, 3]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((OtherId("other_01h455vb4pex5vsknk084sn02q"),), "user_id of .*greet does not fit"),
        (("somebody",), "user_id of .*greet does not fit"),
        ((USER_ID, "3"), "times of .*greet does not fit"),
        ((), "missing a required argument"),
        ((USER_ID, 1, 2), "too many positional arguments"),
        ((UserFactory.build(),), "is a whole row. Pass its id"),
    ],
)
def test_wrong_arguments_are_refused_when_the_job_is_asked_for(
    arguments: tuple[Any, ...], told: str
) -> None:
    with pytest.raises(TypeError, match=told):
        greet.pack(*arguments)


@pytest.mark.parametrize(
    ("kind", "value"),
    [(str, "a\x00b"), (float, float("nan")), (float, float("inf")), (str, "\ud800")],
)
def test_what_the_database_cannot_keep_is_refused(kind: Any, value: Any) -> None:
    with pytest.raises(TypeError):
        job_of(kind).pack(value)


def test_data_is_no_argument() -> None:
    with pytest.raises(ValueError, match="Store them, and pass an id"):
        job_of(str).pack("x" * 100_000)


@pytest.mark.parametrize("kind", [User, Session, object()])
def test_a_job_cannot_take_what_json_cannot_hold(kind: Any) -> None:
    with pytest.raises(TypeError, match="The parameter value of the job"):
        job_of(kind)


def test_a_job_takes_a_session_first() -> None:
    with pytest.raises(TypeError, match="has to be a Session"):

        @job  # ty: ignore[invalid-argument-type]
        def function(user_id: UserId) -> None: ...


def wait(session: Session) -> None: ...


def test_all_waits_are_shorter_than_the_brokers_patience() -> None:
    with pytest.raises(ValueError, match="tried again for longer"):
        job(retry_for=(OSError,), retries=50)(wait)
    with pytest.raises(ValueError, match="may run for"):
        job(time_limit=VISIBILITY_TIMEOUT)(wait)
    # Heavy, and of no use to the other tests.
    from app.core.jobs.celery_app import configuration

    told = configuration()
    assert told["broker_transport_options"]["visibility_timeout"] > told["task_time_limit"]


def test_each_wait_is_longer_than_the_one_before_and_none_like_another() -> None:
    longest = [longest_delay(retries) for retries in range(12)]
    assert longest[:3] == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert max(longest) == longest[-1] == LONGEST_DELAY
    delays = {retry_delay(3) for _ in range(20)}
    assert len(delays) > 10
    assert all(longest_delay(3) / 2 <= delay <= longest_delay(3) for delay in delays)
