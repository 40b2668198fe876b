"""The pool of connections to PostgreSQL."""

import functools
import select
import time
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from app.core.settings import settings

#: A firewall may forget a connection without a word when it has been idle for long.
IDLE_SECONDS = 30
RELEASED = "released_at"


@functools.cache
def engine() -> Engine:
    """The pool of connections. It opens the first one when somebody asks for it."""
    created = create_engine(
        settings().database_url,
        pool_size=settings().database_connections,
        max_overflow=0,
        pool_timeout=10,
        # A server that vanishes without a word is noticed within half a minute, also in the middle of a query.
        connect_args={"connect_timeout": 5, "keepalives_idle": 30, "tcp_user_timeout": 30_000},
        # What people typed stays out of errors, and so out of logs.
        hide_parameters=True,
    )
    event.listen(created, "connect", limit_statements)
    event.listen(created, "checkin", remember_release)
    event.listen(created, "checkout", replace_if_lost)
    return created


@functools.cache
def reading_engine() -> Engine:
    """The same pool, for work that begins no transaction: each statement is one of its own."""
    return engine().execution_options(isolation_level="AUTOCOMMIT")


def limit_statements(connection: Any, _: object) -> None:
    """Let no statement hold its connection for ever. A job that needs longer says `set local statement_timeout`."""
    # A statement of its own, because connection poolers refuse it among the options of a connection.
    milliseconds = settings().statement_seconds * 1000
    outside_transactions(connection, f"set statement_timeout = {milliseconds}")


def outside_transactions(connection: Any, statement: str) -> None:
    connection.autocommit = True
    connection.execute(statement)
    connection.autocommit = False


def remember_release(_: Any, record: Any) -> None:
    record.info[RELEASED] = time.monotonic()


def replace_if_lost(connection: Any, record: Any, _: object) -> None:
    """Have the pool replace a connection that was lost while nobody used it, instead of failing who asked for it.

    A server that ends a connection says so, and then its socket has something to read. Looking costs a microsecond; asking
    the server each time, as `pool_pre_ping` does, costs every request a round trip.
    """
    idle = time.monotonic() - record.info.get(RELEASED, time.monotonic())
    if idle < IDLE_SECONDS and not something_to_read(connection):
        return
    # Not above: importing the product loads no driver.
    from psycopg import Error

    try:
        outside_transactions(connection, "select 1")
    except (Error, OSError) as error:
        raise DisconnectionError(str(error)) from None


def something_to_read(connection: Any) -> bool:
    if connection.closed:
        return True
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
