"""Requests at the same moment: all wait for what the test holds in the database, and go on together when it lets go."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from httpx2 import Response
from sqlalchemy import text
from sqlmodel import Session

from app.core.database import engine

#: Seconds until a test that waits for what never comes is given up.
PATIENCE = 20
WAITING = text(
    "select count(*) from pg_stat_activity"
    " where datname = current_database() and wait_event_type = 'Lock'"
)


def at_once(database: Session, *requests: Callable[[], Response]) -> list[Response]:
    """The answers to requests that wait for what `database` holds until all are there, the successful one first."""
    with ThreadPoolExecutor(len(requests)) as threads, engine().connect() as connection:
        answers = [threads.submit(request) for request in requests]
        deadline = time.monotonic() + PATIENCE
        while connection.scalar(WAITING) != len(requests):
            assert time.monotonic() < deadline, "they do not wait for each other"
            connection.rollback()
            time.sleep(0.01)
        database.rollback()
        return sorted((each.result() for each in answers), key=lambda answer: answer.status_code)
