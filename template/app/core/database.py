"""The connections to PostgreSQL, and the unit of work that every request and job is."""

import functools
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session

from app.core.settings import settings
from app.core.soft_deletion import KeptRowsSession

AFTER_COMMIT = "after_commit"


@functools.cache
def engine() -> Engine:
    """The pool of connections. It opens the first one when somebody asks for it."""
    created = create_engine(
        settings().database_url,
        pool_size=settings().database_connections,
        max_overflow=0,
        # A connection that the server or a firewall dropped while idle is replaced instead of failing a request.
        pool_pre_ping=True,
        pool_timeout=10,
        # A server that vanishes without a word is noticed within half a minute, also in the middle of a query.
        connect_args={"connect_timeout": 5, "keepalives_idle": 30, "tcp_user_timeout": 30_000},
        # What people typed stays out of errors, and so out of logs.
        hide_parameters=True,
    )
    event.listen(created, "connect", limit_statements)
    return created


def limit_statements(connection: Any, _: object) -> None:
    """Let no statement hold its connection for ever. A job that needs longer says `set local statement_timeout`."""
    # A statement of its own, because connection poolers refuse it among the options of a connection.
    milliseconds = settings().statement_seconds * 1000
    connection.execute(f"set statement_timeout = {milliseconds}")
    connection.commit()


def open_session() -> Session:
    """A new session. Say `unit_of_work()` instead unless you decide about the transaction yourself."""
    return KeptRowsSession(engine(), expire_on_commit=False)


@contextmanager
def unit_of_work() -> Generator[Session]:
    """A session whose changes are stored when the block ends, all of them, or none if it raises.

    This is the one place that commits. What was asked for with `after_commit` happens once the changes are visible
    to everybody, and never if they were rolled back.
    """
    with open_session() as session:
        yield session
        session.commit()
        actions: list[Callable[[], None]] = session.info.pop(AFTER_COMMIT, [])
    for action in actions:
        action()


def after_commit(session: Session, action: Callable[[], None]) -> None:
    """Do something once the session's changes are stored."""
    session.info.setdefault(AFTER_COMMIT, []).append(action)
