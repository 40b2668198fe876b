"""Being somebody else for a while. The session at Clerk stays its owner's; here it is known to mean another person."""

from datetime import timedelta

from fastapi import Request, Response
from sqlalchemy import delete
from sqlmodel import Session, col

from app.accounts.dependencies import Person
from app.accounts.models import UserId
from app.clerk.models import ClerkImpersonation
from app.clerk.tokens import read_token, token_of
from app.core.models import utc_now

#: How long somebody may be somebody else.
LIFETIME = timedelta(hours=1)


def become(
    session: Session, person: Person, user_id: UserId, _request: Request, _response: Response
) -> None:
    """Let a person's session be another's."""
    forget(session, person.session_id)
    session.add(
        ClerkImpersonation(
            session_id=person.session_id,
            own_id=person.id,
            user_id=user_id,
            until=utc_now() + LIFETIME,
        )
    )


def go_back(
    session: Session, request: Request, _response: Response
) -> tuple[UserId, UserId] | None:
    """Let the session be its owner's again: whose that is, and who they were meanwhile; None if it is."""
    token = token_of(request)
    claims = read_token(token) if token else None
    return forget(session, claims.session_id) if claims else None


def forget(session: Session, session_id: str) -> tuple[UserId, UserId] | None:
    ended = (
        delete(ClerkImpersonation)
        .where(col(ClerkImpersonation.session_id) == session_id)
        .returning(col(ClerkImpersonation.own_id), col(ClerkImpersonation.user_id))
    )
    found = session.exec(ended).one_or_none()
    return (found[0], found[1]) if found else None
