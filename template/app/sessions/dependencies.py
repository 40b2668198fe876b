"""Whose session a request brings."""

from typing import Annotated

from fastapi import Request, Response
from sqlmodel import Session

from app.accounts.dependencies import Authentication, Person
from app.accounts.errors import AccountSuspended
from app.accounts.models import User, UserId
from app.core.audit import record
from app.core.context import current_user_id
from app.core.errors import NotSignedIn
from app.core.routing import Provided, RequestContext
from app.sessions import impersonation
from app.sessions.cookies import set_session_cookie, token_of
from app.sessions.events import SessionEvent
from app.sessions.places import country_of
from app.sessions.repository import Sessions, SqlSessions
from app.sessions.service import (
    LIFETIME,
    end_session,
    end_sessions_of,
    find_person,
    renew,
    start_session,
)

LONGEST_USER_AGENT = 400


def authenticate(context: RequestContext) -> Person | None:
    """The person whose session the browser's cookie opens."""
    token = token_of(context.request)
    if not token:
        return None
    address, country = address_of(context.request), country_of(context.request)
    return find_person(SqlSessions(context.session), token, address, country)


def stored_sessions(context: RequestContext) -> Sessions:
    return SqlSessions(context.session)


#: All sessions, for the services that take them.
StoredSessions = Annotated[Sessions, Provided(stored_sessions)]


def person_who_may_enter(session: Session, user_id: UserId) -> User:
    """Somebody who has proved who they are. Who must not come in, however good the proof was, is turned away here.

    Raises:
        NotSignedIn: there is no such person any more.
        AccountSuspended: they may not come in.
    """
    user = session.get(User, user_id)
    if user is None:
        raise NotSignedIn
    if not user.may_come_back:
        raise AccountSuspended
    return user


def sign_in_browser(
    session: Session, user_id: UserId, request: Request, response: Response
) -> User:
    """Begin a session in the browser that asks; its earlier one ends.

    Raises:
        NotSignedIn: there is no such person any more.
        AccountSuspended: they may not come in.
    """
    user = person_who_may_enter(session, user_id)
    end_own_session(session, request)
    token = start_session(
        SqlSessions(session),
        user_id,
        user_agent=user_agent_of(request),
        address=address_of(request),
        country=country_of(request),
    )
    set_session_cookie(request, response, token, LIFETIME)
    current_user_id.set(user_id)
    record(session, SessionEvent.SIGNED_IN, user_id)
    return user


def confirm_browser(session: Session, person: Person, request: Request, response: Response) -> None:
    """Let the session of the browser that asks be confirmed for a while."""
    set_session_cookie(request, response, renew(SqlSessions(session), person), LIFETIME)


def sign_out_browser(session: Session, request: Request, response: Response) -> None:
    """End the session of the browser that asks, if it has one."""
    user_id = end_own_session(session, request)
    set_session_cookie(request, response, None)
    if user_id is not None:
        current_user_id.set(user_id)
        record(session, SessionEvent.SIGNED_OUT, user_id)


def end_own_session(session: Session, request: Request) -> UserId | None:
    token = token_of(request)
    return end_session(SqlSessions(session), token) if token else None


def user_agent_of(request: Request) -> str:
    return request.headers.get("User-Agent", "")[:LONGEST_USER_AGENT]


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def sign_out_everywhere(session: Session, user_id: UserId) -> None:
    end_sessions_of(SqlSessions(session), user_id)


def become_in_browser(
    session: Session, person: Person, user_id: UserId, request: Request, response: Response
) -> None:
    token = impersonation.become(
        SqlSessions(session),
        person,
        user_id,
        user_agent=user_agent_of(request),
        address=address_of(request),
    )
    # The cookie stays longer than what it opens: it still leads back then.
    set_session_cookie(request, response, token, LIFETIME)


def go_back_in_browser(
    session: Session, request: Request, response: Response
) -> tuple[UserId, UserId] | None:
    token = token_of(request)
    back = impersonation.go_back(SqlSessions(session), token) if token else None
    if back is None:
        return None
    own_token, own_id, other_id = back
    set_session_cookie(request, response, own_token, LIFETIME)
    return own_id, other_id


by_session = Authentication(
    authenticate=authenticate,
    end_sessions_of=sign_out_everywhere,
    become=become_in_browser,
    go_back=go_back_in_browser,
)
