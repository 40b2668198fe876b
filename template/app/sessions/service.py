"""Sessions: a random token in the browser's cookie, its hash in the database."""

from datetime import datetime, timedelta

import sqlalchemy
from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, col

from app.accounts.dependencies import Person
from app.accounts.models import User, UserId
from app.core.models import utc_now
from app.sessions.models import EmailChallenge, SessionId, UserSession
from app.sessions.tokens import new_token, token_hash

#: A session ends when it is this old, however often it is used.
LIFETIME = timedelta(days=30)
#: A session ends when nothing came from its browser for so long.
IDLE_LIFETIME = timedelta(days=14)
#: How exactly it is known when a browser was last seen. To write that down with each request would cost more than the request.
SEEN_EVERY = timedelta(minutes=5)


def start_session(
    session: Session, user_id: UserId, *, user_agent: str = "", address: str = ""
) -> str:
    """Begin a session and return its token, which is stored nowhere. Forgets the person's sessions that are over."""
    session.exec(delete(UserSession).where(col(UserSession.user_id) == user_id, is_over()))
    token = new_token()
    session.add(
        UserSession(
            token_hash=token_hash(token),
            user_id=user_id,
            expires_at=utc_now() + LIFETIME,
            user_agent=user_agent,
            address=address,
        )
    )
    return token


def end_session(session: Session, token: str) -> None:
    """Make a token worthless."""
    session.exec(delete(UserSession).where(col(UserSession.token_hash) == token_hash(token)))


def end_sessions_of(session: Session, user_id: UserId) -> None:
    """Sign a person out everywhere."""
    session.exec(delete(UserSession).where(col(UserSession.user_id) == user_id))


def delete_what_is_over(session: Session) -> None:
    """Forget all sessions and challenges that nobody can use any more."""
    session.exec(delete(UserSession).where(is_over()))
    session.exec(delete(EmailChallenge).where(col(EmailChallenge.expires_at) <= utc_now()))


def is_over() -> sqlalchemy.ColumnElement[bool]:
    now = utc_now()
    return sqlalchemy.or_(
        col(UserSession.expires_at) <= now, col(UserSession.seen_at) <= now - IDLE_LIFETIME
    )


PEOPLE, SESSIONS = (vars(model)["__table__"] for model in (User, UserSession))
# Runs in every request of a signed-in person. One query of the tables' columns, written once: a query of mapped classes costs
# three times as much.
FIND_PERSON = (
    sqlalchemy.select(
        *(SESSIONS.c.id, SESSIONS.c.seen_at),
        *(PEOPLE.c.id, PEOPLE.c.email, PEOPLE.c.name, PEOPLE.c.created_at),
    )
    .join(PEOPLE, SESSIONS.c.user_id == PEOPLE.c.id)
    .where(
        SESSIONS.c.token_hash == bindparam("token"),
        SESSIONS.c.expires_at > bindparam("now"),
        SESSIONS.c.seen_at > bindparam("idle_since"),
    )
)


def find_person(session: Session, token: str, address: str) -> Person | None:
    """The person whose session this token opens, if it is not over. `address` is where it was used from now."""
    now = utc_now()
    values = {"token": token_hash(token), "now": now, "idle_since": now - IDLE_LIFETIME}
    found = session.connection().execute(FIND_PERSON, values).one_or_none()
    if found is None:
        return None
    session_id, seen_at, *person = found
    if seen_at < now - SEEN_EVERY:
        remember_visit(session, session_id, now, address)
    return Person(*person)


def remember_visit(session: Session, session_id: SessionId, now: datetime, address: str) -> None:
    # Not through the session itself, which in most requests only reads. Each statement is stored at once there.
    session.connection().execute(
        update(UserSession)
        .where(col(UserSession.id) == session_id)
        .values(seen_at=now, address=address)
    )
