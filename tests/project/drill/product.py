"""A process of the product, with a feature that stores something, asks for a job and has a schedule."""

import sys
import time

from app.accounts.dependencies import CurrentUser
from app.core import processes
from app.core.attempts import count_attempt
from app.core.feature import Feature
from app.core.jobs import Schedule, enqueue, job
from app.core.routing import APIRouter, SessionDependency
from app.features import features
from pydantic import BaseModel
from sqlalchemy import text
from sqlmodel import Session

#: Entries, and the effects of jobs: without keys, so that what happens twice can be seen.
TABLES = "create table drill_entries (key text); create table drill_effects (key text)"

router = APIRouter(prefix="/drill")


class Entry(BaseModel):
    """Something to store."""

    key: str


@router.post("", status_code=201)
def add_entry(entry: Entry, user: CurrentUser, session: SessionDependency) -> None:
    """Store an entry, and have a job do something about it."""
    add = text("insert into drill_entries values (:key)")
    session.connection().execute(add, {"key": entry.key})
    enqueue(session, have_effect, entry.key)


@router.get("")
def list_entries(user: CurrentUser, session: SessionDependency) -> list[str]:
    """A few of the entries."""
    return list(
        session.connection().execute(text("select key from drill_entries limit 25")).scalars()
    )


@router.get("/limited")
def try_something() -> None:
    """What may be tried so and so often, which is counted in Redis."""
    count_attempt("1000000 per 1 hour", "drill")


@job
def have_effect(session: Session, key: str) -> None:
    """The effect of an entry. Some take a while, so that the worst can happen in the middle."""
    session.connection().execute(text("insert into drill_effects values (:key)"), {"key": key})
    if key.endswith("0"):
        time.sleep(0.2)


@job(once=True)
def tick(session: Session) -> None:
    """What is done every second."""
    session.connection().execute(text("insert into drill_effects values ('tick')"))


schedules = (Schedule(tick, "* * * * * *"),)
features.append(Feature(name="drill", router=router, jobs=(have_effect, tick), schedules=schedules))

if __name__ == "__main__":
    {
        "web": processes.serve_web,
        "worker": lambda: processes.run_worker(2),
        "scheduler": processes.run_scheduler,
    }[sys.argv[1]]()
