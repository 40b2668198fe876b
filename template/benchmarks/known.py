"""What it costs to find out whose session a token opens, beside the least that such a query can be."""

import time
from collections.abc import Callable
from statistics import median

from sqlalchemy import bindparam, create_engine
from sqlmodel import Session

from app.sessions import service
from app.sessions.repository import FIND_PERSON, SESSIONS, SqlSessions
from app.sessions.service import alive
from app.sessions.tokens import session_hash
from benchmarks.stage import Stage
from benchmarks.table import Line, Table

ROUNDS, CALLS = 40, 300
#: By one hash that is known already.
BY_ONE_HASH = FIND_PERSON.where(SESSIONS.c.token_hash == bindparam("hash"))


def finding(stage: Stage, table: Table) -> None:
    """In turn, by processor time, because what else the machine does takes neither more."""
    token = stage.cookie.partition("=")[2]
    engine = create_engine(stage.environment["DATABASE_URL"].replace("://", "+psycopg://"))
    with Session(engine) as session:
        sessions, living = SqlSessions(session), alive()
        values = {"hash": session_hash(token).hash, "now": living.now}
        values |= {"idle_since": living.idle_since}

        def ask() -> None:
            session.connection().execute(BY_ONE_HASH, values).one()

        def find() -> None:
            service.find_person(sessions, token, "127.0.0.1")

        least, found = median_times(ask, find)
    engine.dispose()
    remark = f"{found:.0f} microseconds, the query alone {least:.0f}"
    name = "whose session it is, beside one plain query"
    table.add(Line(name, found / least, limit=1.5, more_is_better=False, remark=remark))


def median_times(*calls: Callable[[], None]) -> list[float]:
    """Microseconds of processor time for one call of each."""
    took: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, found in zip(calls, took, strict=True):
            began = time.process_time()
            for _ in range(CALLS):
                call()
            found.append((time.process_time() - began) / CALLS * 1_000_000)
    return [median(found) for found in took]
