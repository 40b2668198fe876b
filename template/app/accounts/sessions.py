"""Sessions: a random token in the browser's cookie, its hash in the database."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import cast

import sqlalchemy
from fastapi import Request, Response
from sqlalchemy import bindparam, delete
from sqlmodel import Session, col

from app.accounts.models import User, UserId, UserSession
from app.core.context import current_user_id
from app.core.models import utc_now
from app.core.project import project
from app.core.settings import environment

LIFETIME = timedelta(days=30)


def cookie_name() -> str:
    return f"{project().slug}_session"


def token_of(request: Request) -> str | None:
    """The session token that a browser sent."""
    return request.cookies.get(cookie_name())


def token_hash(token: str) -> bytes:
    # The token holds 256 random bits: a fast hash is enough, because there is nothing to guess.
    return hashlib.sha256(token.encode(errors="surrogateescape")).digest()


def start_session(session: Session, user_id: UserId) -> str:
    """Begin a session and return its token, which is stored nowhere. Forgets the person's expired sessions."""
    session.exec(
        delete(UserSession).where(
            col(UserSession.user_id) == user_id, col(UserSession.expires_at) <= utc_now()
        )
    )
    token = secrets.token_urlsafe(32)
    session.add(
        UserSession(token_hash=token_hash(token), user_id=user_id, expires_at=utc_now() + LIFETIME)
    )
    return token


def sign_in_browser(
    session: Session, user_id: UserId, request: Request, response: Response
) -> None:
    """Begin a session in the browser that asks; its earlier one ends."""
    end_session(session, token_of(request))
    set_session_cookie(request, response, start_session(session, user_id))
    current_user_id.set(user_id)


def end_session(session: Session, token: str | None) -> None:
    """Make a token worthless."""
    if token is not None:
        session.exec(delete(UserSession).where(col(UserSession.token_hash) == token_hash(token)))


def delete_expired_sessions(session: Session) -> None:
    """Forget all sessions that are over."""
    session.exec(delete(UserSession).where(col(UserSession.expires_at) <= utc_now()))


PEOPLE, SESSIONS = (vars(model)["__table__"] for model in (User, UserSession))
# Runs in every request of a signed-in person. One query of the tables' columns, written once: a query of mapped classes costs
# three times as much.
FIND_PERSON = (
    sqlalchemy.select(PEOPLE.c.id, PEOPLE.c.email, PEOPLE.c.name, PEOPLE.c.created_at)
    .join(SESSIONS, SESSIONS.c.user_id == PEOPLE.c.id)
    .where(SESSIONS.c.token_hash == bindparam("token"), SESSIONS.c.expires_at > bindparam("now"))
)


def find_person(session: Session, token: str) -> tuple[UserId, str, str, datetime] | None:
    """Id, address, name and sign-up of the person whose session is still valid."""
    values = {"token": token_hash(token), "now": utc_now()}
    found = session.connection().execute(FIND_PERSON, values).one_or_none()
    return cast("tuple[UserId, str, str, datetime] | None", found)


def set_session_cookie(request: Request, response: Response, token: str | None) -> None:
    """Give the browser a session's token, or, with None, take it away."""
    response.set_cookie(
        cookie_name(),
        token or "",
        max_age=int(LIFETIME.total_seconds()) if token else 0,
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https" or environment() == "production",
    )
