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
#: A connection that was in use a moment ago is not looked at: the system call would make its thread give up its turn.
MOMENT = 1
RELEASED = "released_at"


@functools.cache
def reading_engine() -> Engine:
    """The pool of connections, for work that begins no transaction: each statement is one of its own.

    It opens the first connection when somebody asks for it.
    """
    created = create_engine(
        settings().database_url,
        pool_size=settings().database_connections,
        max_overflow=0,
        pool_timeout=10,
        # Connections rest in this mode, so that reads, which are most of the work, need not switch to it and back.
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        # A server that vanishes without a word is noticed within half a minute, also in the middle of a query.
        connect_args={"connect_timeout": 5, "keepalives_idle": 30, "tcp_user_timeout": 30_000},
        # What people typed stays out of errors, and so out of logs.
        hide_parameters=True,
    )
    event.listen(created, "connect", begin_connection)
    event.listen(created, "checkin", remember_release)
    event.listen(created, "checkout", replace_if_lost)
    return created


@functools.cache
def engine() -> Engine:
    """The same pool, for work in transactions."""
    return reading_engine().execution_options(isolation_level="READ COMMITTED")


def begin_connection(connection: Any, _: object) -> None:
    """Let no statement hold its connection for ever, and have moments come in UTC whatever the server's time zone is.

    A job that needs longer says `set local statement_timeout`.
    """
    # Statements of their own, because connection poolers refuse them among the options of a connection.
    milliseconds = settings().statement_seconds * 1000
    connection.execute(f"set statement_timeout = {milliseconds}; set timezone = 'UTC'")


def remember_release(_: Any, record: Any) -> None:
    record.info[RELEASED] = time.monotonic()


def replace_if_lost(connection: Any, record: Any, _: object) -> None:
    """Have the pool replace a connection that was lost while nobody used it, instead of failing who asked for it.

    A server that ends a connection says so, and then its socket has something to read. Looking costs a microsecond; asking
    the server each time, as `pool_pre_ping` does, costs every request a round trip.
    """
    idle = time.monotonic() - record.info.get(RELEASED, time.monotonic())
    if idle < MOMENT or (idle < IDLE_SECONDS and not something_to_read(connection)):
        return
    # Not above: importing the product loads no driver.
    from psycopg import Error

    try:
        connection.execute("select 1")
    except (Error, OSError) as error:
        raise DisconnectionError(str(error)) from None


def something_to_read(connection: Any) -> bool:
    if connection.closed:
        return True
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
