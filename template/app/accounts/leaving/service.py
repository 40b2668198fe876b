"""The rules of leaving.

Whoever leaves is shut out at once, and can come back for a week by signing in. Then a job erases them: the row of the person, and
with it, in the database itself, every row that is theirs. The audit trail keeps ids.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session, col, delete, select

from app.accounts.dependencies import authentication
from app.accounts.events import AccountEvent
from app.accounts.leaving.jobs import send_erased_mail, send_leaving_mail
from app.accounts.models import User, UserId
from app.accounts.service import require_another_administrator
from app.core.audit import record
from app.core.errors import NotSignedIn
from app.core.jobs import enqueue
from app.core.models import utc_now

GRACE = timedelta(days=7)


def leave(session: Session, user_id: UserId) -> User:
    """Shut somebody out who wants to leave, and tell them by mail until when they can come back.

    Raises:
        LastAdministrator: nobody would be left who gives roles.
    """
    require_another_administrator(session, session.get_one(User, user_id))
    user = locked(session, user_id)
    if user.leaves_at is None:
        user.leaves_at = utc_now() + GRACE
        session.flush()
        enqueue(session, send_leaving_mail, user.id)
        record(session, AccountEvent.LEFT, user.id)
    authentication().end_sessions_of(session, user.id)
    return user


def come_back(session: Session, user_id: UserId) -> User:
    """Let somebody stay who wanted to leave."""
    user = locked(session, user_id)
    if user.leaves_at is not None:
        user.leaves_at = None
        session.flush()
        record(session, AccountEvent.CAME_BACK, user.id)
    return user


def locked(session: Session, user_id: UserId) -> User:
    user = session.get(User, user_id, with_for_update=True, populate_existing=True)
    if user is None:
        raise NotSignedIn
    return user


def whose_time_is_up(session: Session) -> Sequence[UserId]:
    """Who did not come back in time."""
    late = select(User.id).where(col(User.leaves_at) <= utc_now()).order_by(col(User.leaves_at))
    return [UserId(each) for each in session.exec(late)]


def erase(session: Session, user_id: UserId) -> None:
    """Forget somebody whose time is up, and tell them. Whoever came back at the last moment stays."""
    user = session.get(User, user_id, with_for_update=True, populate_existing=True)
    if user is None or user.leaves_at is None or user.leaves_at > utc_now():
        return
    enqueue(session, send_erased_mail, user.name, user.email)
    record(session, AccountEvent.ERASED, user.id)
    session.exec(delete(User).where(col(User.id) == user.id))
