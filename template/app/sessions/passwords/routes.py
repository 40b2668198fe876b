"""Signing in with a password, and choosing another one when it is forgotten."""

from fastapi import Request, Response

from app.accounts.dependencies import ConfirmedUser, CurrentUser
from app.accounts.errors import AccountSuspended
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, problems
from app.core.routing import APIRouter, CostlySession, SessionDependency
from app.sessions.attempts import count_reset, count_sign_in, forget_sign_ins
from app.sessions.challenges.errors import LinkWrong
from app.sessions.dependencies import confirm_browser
from app.sessions.entrance import Entered, let_in
from app.sessions.passwords import service
from app.sessions.passwords.errors import InvalidCredentials, WrongPassword
from app.sessions.passwords.schemas import (
    Confirmation,
    PasswordChange,
    PasswordReset,
    ResetRequest,
    SignIn,
)

router = APIRouter(prefix="/sessions", tags=["sessions"])


@router.post(
    "/sign-in",
    responses=problems(InvalidCredentials, AccountSuspended, Invalid, TooManyAttempts),
)
def sign_in(data: SignIn, request: Request, response: Response, session: CostlySession) -> Entered:
    """Begin a session; the browser's earlier one ends. Who has a second factor gets no session yet, and is asked for that."""
    count_sign_in(request, data.email)
    user = service.check_credentials(session, data)
    forget_sign_ins(request, data.email)
    return let_in(session, user.id, request, response)


@router.post("/reset-password", status_code=202, responses=problems(Invalid, TooManyAttempts))
def ask_for_reset(data: ResetRequest, request: Request, session: SessionDependency) -> None:
    """Have a mail sent with which a new password can be chosen. The answer is the same for every address."""
    count_reset(request)
    service.ask_for_reset(session, data.email)


@router.post("/reset-password/new", status_code=204, responses=problems(LinkWrong, Invalid))
def reset_password(data: PasswordReset, session: CostlySession) -> None:
    """Choose a new password. Every browser that was signed in has to sign in again."""
    service.reset_password(session, data)


@router.post(
    "/confirm", status_code=204, responses=problems(WrongPassword, Invalid, TooManyAttempts)
)
def confirm_by_password(
    data: Confirmation,
    user: CurrentUser,
    request: Request,
    response: Response,
    session: CostlySession,
) -> None:
    """Show with your password that it is you. For ten minutes you may do what needs that; the session gets a new token."""
    count_sign_in(request, user.email)
    service.check_own_password(session, user.id, data.password)
    forget_sign_ins(request, user.email)
    confirm_browser(session, user, request, response)


@router.put("/password", status_code=204, responses=problems(Invalid))
def change_password(
    data: PasswordChange,
    user: ConfirmedUser,
    request: Request,
    response: Response,
    session: CostlySession,
) -> None:
    """Choose another password. Other browsers are signed out, and a mail tells you of it."""
    service.change_password(session, user, data)
    confirm_browser(session, user, request, response)
