"""Signing in with a password."""

from fastapi import Request, Response

from app.accounts.schemas import UserPublic
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, problems
from app.core.routing import APIRouter, SessionDependency
from app.sessions.attempts import count_sign_in, forget_sign_ins
from app.sessions.dependencies import sign_in_browser
from app.sessions.passwords import service
from app.sessions.passwords.errors import InvalidCredentials
from app.sessions.passwords.schemas import SignIn

router = APIRouter(prefix="/sessions", tags=["sessions"])


@router.post("/sign-in", responses=problems(InvalidCredentials, Invalid, TooManyAttempts))
def sign_in(
    data: SignIn, request: Request, response: Response, session: SessionDependency
) -> UserPublic:
    """Begin a session; the browser's earlier one ends."""
    count_sign_in(request, data.email)
    user = service.check_credentials(session, data)
    forget_sign_ins(request, data.email)
    sign_in_browser(session, user.id, request, response)
    return UserPublic.model_validate(user)
