"""Signing in with a password, and choosing another one when it is forgotten."""

from fastapi import Request, Response

from app.accounts.schemas import UserPublic
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, problems
from app.core.routing import APIRouter, SessionDependency
from app.sessions.attempts import count_reset, count_sign_in, forget_sign_ins
from app.sessions.challenges.errors import LinkWrong
from app.sessions.dependencies import sign_in_browser
from app.sessions.passwords import service
from app.sessions.passwords.errors import InvalidCredentials
from app.sessions.passwords.schemas import PasswordReset, ResetRequest, SignIn

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


@router.post("/reset-password", status_code=202, responses=problems(Invalid, TooManyAttempts))
def ask_for_reset(data: ResetRequest, request: Request, session: SessionDependency) -> None:
    """Have a mail sent with which a new password can be chosen. The answer is the same for every address."""
    count_reset(request)
    service.ask_for_reset(session, data.email)


@router.post("/reset-password/new", status_code=204, responses=problems(LinkWrong, Invalid))
def reset_password(data: PasswordReset, session: SessionDependency) -> None:
    """Choose a new password. Every browser that was signed in has to sign in again."""
    service.reset_password(session, data)
