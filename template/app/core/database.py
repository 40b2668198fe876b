"""The unit of work that every request and job is."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from sqlmodel import Session

from app.core.connections import engine, reading_engine
from app.core.read_only import READ_ONLY
from app.core.soft_deletion import KeptRowsSession

AFTER_COMMIT = "after_commit"


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
    to everybody, and never if they were rolled back. With `read_only`, any change is refused instead.
    """
    with open_session(read_only=read_only) as session:
        yield session
        if read_only:
            # There is nothing to commit, and whatever was changed is refused.
            session.flush()
        else:
            session.commit()
        actions: list[Callable[[], None]] = session.info.pop(AFTER_COMMIT, [])
    for action in actions:
        action()


def after_commit(session: Session, action: Callable[[], None]) -> None:
    """Do something once the session's changes are stored."""
    session.info.setdefault(AFTER_COMMIT, []).append(action)
