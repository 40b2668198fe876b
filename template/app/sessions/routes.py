"""The sessions of the person who is signed in."""

from fastapi import Request, Response

from app.accounts.dependencies import CurrentUser
from app.core.errors import NotFound, problems
from app.core.routing import APIRouter, SessionDependency
from app.sessions import service
from app.sessions.dependencies import StoredSessions, sign_out_browser
from app.sessions.devices import device_in_words
from app.sessions.models import SessionId
from app.sessions.places import is_in_own_network
from app.sessions.schemas import SessionPublic

router = APIRouter(prefix="/sessions", tags=["sessions"])


@router.get("")
def list_sessions(user: CurrentUser, sessions: StoredSessions) -> list[SessionPublic]:
    """Where you are signed in, the latest visit first."""
    return [
        SessionPublic(
            id=each.id,
            device=device_in_words(each.user_agent),
            address=each.address,
            country=each.country or None,
            is_in_own_network=is_in_own_network(each.address),
            created_at=each.created_at,
            seen_at=each.seen_at,
            is_this_one=each.id == user.session_id,
        )
        for each in service.sessions_of(sessions, user.id)
    ]


@router.delete("/{session_id}", status_code=204, responses=problems(NotFound))
def end_session(session_id: SessionId, user: CurrentUser, sessions: StoredSessions) -> None:
    """Sign one of your browsers out."""
    service.end_session_of(sessions, user.id, session_id)


@router.post("/end-others", status_code=204)
def end_other_sessions(user: CurrentUser, sessions: StoredSessions) -> None:
    """Sign out everywhere but here."""
    service.end_others(sessions, user)


@router.post("/sign-out", status_code=204)
def sign_out(request: Request, response: Response, session: SessionDependency) -> None:
    """End the session, if there is one."""
    sign_out_browser(session, request, response)
