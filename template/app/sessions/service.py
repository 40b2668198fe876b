"""Sessions: a random token in the browser's cookie, its hash in the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy
from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, col, select

from app.accounts.dependencies import Person
from app.accounts.models import User, UserId
from app.core.database import after_commit, unit_of_work
from app.core.errors import NotFound
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


def end_session_of(session: Session, user_id: UserId, session_id: SessionId) -> None:
    """End one of a person's sessions.

    Raises:
        NotFound: it is over, or somebody else's.
    """
    own = col(UserSession.user_id) == user_id
    ended = session.exec(delete(UserSession).where(own, col(UserSession.id) == session_id))
    if not ended.rowcount:
        raise NotFound


def end_sessions_of(session: Session, user_id: UserId, *, but: str | None = None) -> None:
    """Sign a person out everywhere, or everywhere `but` in one session."""
    session.exec(
        delete(UserSession).where(
            col(UserSession.user_id) == user_id, col(UserSession.id).is_distinct_from(but)
        )
    )


def sessions_of(session: Session, user_id: UserId) -> Sequence[UserSession]:
    """Where a person is signed in, the latest visit first."""
    return session.exec(
        select(UserSession)
        .where(UserSession.user_id == user_id, ~is_over())
        .order_by(col(UserSession.seen_at).desc(), col(UserSession.id))
    ).all()


def renew(session: Session, person: Person) -> str:
    """Let a session be confirmed from now on, under a new token: the one before may be known to others."""
    token = new_token()
    session.exec(
        update(UserSession)
        .where(col(UserSession.id) == person.session_id)
        .values(token_hash=token_hash(token), confirmed_at=utc_now())
    )
    return token


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
        SESSIONS.c.seen_at,
        *(PEOPLE.c.id, PEOPLE.c.email, PEOPLE.c.name, PEOPLE.c.created_at, PEOPLE.c.role),
        *(SESSIONS.c.id, SESSIONS.c.confirmed_at),
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
    seen_at, *columns = found
    person = Person(*columns)
    if seen_at < now - SEEN_EVERY:
        # Afterwards, because most requests only read.
        session_id = SessionId(person.session_id)
        after_commit(session, partial(remember_visit, session_id, now, address))
    return person


def remember_visit(session_id: SessionId, now: datetime, address: str) -> None:
    with unit_of_work() as session:
        session.exec(
            update(UserSession)
            .where(col(UserSession.id) == session_id)
            .values(seen_at=now, address=address)
        )
