"""When schedules say that it is time."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.jobs.cron import Cron

# A Saturday.
NOW = datetime(2026, 11, 21, 12, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("* * * * *", "2026-11-21 12:31"),
        ("*/15 * * * *", "2026-11-21 12:45"),
        ("30 12 * * *", "2026-11-22 12:30"),
        ("17 3 * * *", "2026-11-22 03:17"),
        ("0 9-17/4 * * *", "2026-11-21 13:00"),
        ("0,40 12,14 * * *", "2026-11-21 12:40"),
        ("0 0 1 * *", "2026-12-01 00:00"),
        ("0 0 31 * *", "2026-12-31 00:00"),
        ("0 0 29 2 *", "2028-02-29 00:00"),
        ("0 8 * * 1-5", "2026-11-23 08:00"),
        ("0 8 * * 0", "2026-11-22 08:00"),
        ("0 8 * * 7", "2026-11-22 08:00"),
        ("0 8 25 * 1", "2026-11-23 08:00"),
        ("5 4 * */6 *", "2027-01-01 04:05"),
    ],
)
def test_the_next_time(times: str, expected: str) -> None:
    assert f"{Cron.parse(times).next_after(NOW):%Y-%m-%d %H:%M}" == expected


def test_times_follow_each_other() -> None:
    cron, moment = Cron.parse("*/20 * * * *"), NOW
    found = []
    for _ in range(4):
        moment = cron.next_after(moment)
        found.append(moment.minute)

    assert found == [40, 0, 20, 40]
    assert moment - NOW < timedelta(hours=2)


@pytest.mark.parametrize(
    "times",
    ["", "* * * *", "60 * * * *", "* 24 * * *", "0 0 0 * *", "* * * 13 *", "a * * * *",
     "*/0 * * * *", "5-1 * * * *", "-1 * * * *", "0 0 30 2 *", "@daily", "1, * * * *"],
)  # fmt: skip
def test_what_is_no_time_is_refused(times: str) -> None:
    with pytest.raises(ValueError, match=r"is no|has to say|no such day"):
        Cron.parse(times)
