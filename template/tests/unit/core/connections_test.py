"""What a connection of the pool is like."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.core.connections import reading_engine


def test_moments_come_in_utc_whatever_the_time_zone_around_is(
    servers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGTZ", "Asia/Tokyo")
    engine = reading_engine.__wrapped__()

    with engine.connect() as connection:
        moment = connection.scalar(text("select now()"))
    engine.dispose()

    assert moment.utcoffset() == timedelta(0)
