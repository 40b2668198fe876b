"""The unit of work that every request and job is."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from sqlmodel import Session

from app.core.connections import engine, reading_engine
from app.core.read_only import READ_ONLY
from app.core.soft_deletion import KeptRowsSession

AFTER_COMMIT = "after_commit"
AFTER_ROLLBACK = "after_rollback"


def open_session(*, read_only: bool = False) -> Session:
    """A new session. Say `unit_of_work()` instead unless you decide about the transaction yourself."""
    return KeptRowsSession(
        reading_engine() if read_only else engine(),
        expire_on_commit=False,
        info={READ_ONLY: read_only},
    )


@contextmanager
def unit_of_work(*, read_only: bool = False) -> Generator[Session]:
    """A session whose changes are stored when the block ends, all of them, or none if it raises.

    This is the one place that commits. What was asked for with `after_commit` happens once the changes are visible
    to everybody, and never if they were rolled back; what was asked for with `after_rollback` happens then alone. With
    `read_only`, any change is refused instead.
    """
    session = open_session(read_only=read_only)
    try:
        with session:
            yield session
            if read_only:
                # There is nothing to commit, and whatever was changed is refused.
                session.flush()
            else:
                session.commit()
    except Exception:
        # The connection is back in the pool: an action that needs one cannot wait for this one.
        perform(session, AFTER_ROLLBACK)
        raise
    perform(session, AFTER_COMMIT)


def perform(session: Session, when: str) -> None:
    actions: list[Callable[[], None]] = session.info.pop(when, [])
    for action in actions:
        action()


def after_commit(session: Session, action: Callable[[], None]) -> None:
    """Do something once the session's changes are stored."""
    session.info.setdefault(AFTER_COMMIT, []).append(action)


def after_rollback(session: Session, action: Callable[[], None]) -> None:
    """Do something although an error undoes the session's changes."""
    session.info.setdefault(AFTER_ROLLBACK, []).append(action)
