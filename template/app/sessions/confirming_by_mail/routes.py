"""Showing once more that it is you, without a password and without a passkey."""

from fastapi import Request, Response

from app.accounts.dependencies import CurrentUser
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, problems
from app.core.routing import APIRouter, CostlySession, SessionDependency
from app.sessions.attempts import count_code
from app.sessions.challenges.errors import CodeWrong
from app.sessions.confirming_by_mail import service
from app.sessions.confirming_by_mail.errors import BetterWayKnown
from app.sessions.dependencies import confirm_browser
from app.sessions.sign_up.schemas import Challenge, CodeProof

router = APIRouter(prefix="/sessions/confirm", tags=["sessions"])


@router.post("/mail", status_code=202, responses=problems(BetterWayKnown, TooManyAttempts))
def ask_for_confirmation_mail(user: CurrentUser, session: SessionDependency) -> Challenge:
    """Have a code sent to your address, if you have neither a password nor a passkey."""
    return Challenge(secret=service.ask_for_code(session, user))


@router.post(
    "/code",
    status_code=204,
    responses=problems(BetterWayKnown, CodeWrong, Invalid, TooManyAttempts),
)
def confirm_by_mail_code(
    data: CodeProof,
    user: CurrentUser,
    request: Request,
    response: Response,
    session: CostlySession,
) -> None:
    """Show with that code that it is you. For ten minutes you may do what needs that; the session gets a new token."""
    count_code(data.secret)
    service.check_code(session, user, data.secret, data.code)
    confirm_browser(session, user, request, response)
