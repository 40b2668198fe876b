from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from app.accounts.time_zones import in_words
from tests.assertions import assert_problem

ME = "/api/accounts/me"


def test_people_say_where_their_clock_is(user_client: TestClient) -> None:
    before = user_client.get(ME).json()

    answer = user_client.patch(ME, json={"time_zone": "Europe/Berlin"})

    assert answer.status_code == 200
    assert before["time_zone"] is None
    assert user_client.get(ME).json() == before | {"time_zone": "Europe/Berlin"}


def test_what_is_left_out_stays(user_client: TestClient) -> None:
    user_client.patch(ME, json={"time_zone": "Asia/Kolkata"})

    user_client.patch(ME, json={"name": "Ada Lovelace"})

    person = user_client.get(ME).json()
    assert (person["name"], person["time_zone"]) == ("Ada Lovelace", "Asia/Kolkata")


@pytest.mark.parametrize(
    "name",
    [
        *("", "Mars/Olympus", "europe/berlin", "x" * 5000),
        *("../../etc/passwd", "/etc/localtime", "localtime", "Factory"),
    ],
)
def test_what_is_no_time_zone_is_told_so(user_client: TestClient, name: str) -> None:
    answer = user_client.patch(ME, json={"time_zone": name})

    assert_problem(answer, 422, "validation_failed", "time_zone")


@pytest.mark.parametrize(
    ("time_zone", "words"),
    [
        ("Asia/Kolkata", "Sunday, 1 March 2026 at 04:35 (Asia/Kolkata)"),
        (None, "Saturday, 28 February 2026 at 23:05 (UTC)"),
        ("Gone/Since", "Saturday, 28 February 2026 at 23:05 (UTC)"),
    ],
)
def test_mails_tell_moments_by_that_clock(time_zone: str | None, words: str) -> None:
    assert in_words(datetime(2026, 2, 28, 23, 5, tzinfo=UTC), time_zone) == words
