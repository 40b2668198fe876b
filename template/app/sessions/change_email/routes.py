"""Taking another address, step by step, and taking it back."""

from fastapi import Request, Response

from app.accounts.dependencies import ConfirmedUser
from app.accounts.errors import EmailTaken
from app.accounts.schemas import UserPublic
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, problems
from app.core.routing import APIRouter, CostlySession, SessionDependency
from app.sessions.attempts import count_code
from app.sessions.challenges.errors import CodeWrong, LinkWrong
from app.sessions.change_email import service
from app.sessions.change_email.schemas import NewEmail, PasswordLink
from app.sessions.dependencies import confirm_browser, sign_out_browser
from app.sessions.sign_up.schemas import Challenge, CodeProof, LinkProof

router = APIRouter(prefix="/sessions/change-email", tags=["sessions"])


@router.post("", status_code=202, responses=problems(Invalid, TooManyAttempts))
def ask_for_email_change(
    data: NewEmail, user: ConfirmedUser, session: SessionDependency
) -> Challenge:
    """Have a mail sent that proves another address. The answer is the same whether or not it has an account."""
    return Challenge(secret=service.ask_for_proof(session, user, data.email))


@router.post("/resend", status_code=202, responses=problems(CodeWrong, Invalid, TooManyAttempts))
def send_email_change_mail_again(
    data: Challenge, user: ConfirmedUser, session: SessionDependency
) -> None:
    """Have the mail sent once more. Code and link of the earlier one are worth nothing from then on."""
    service.ask_again(session, user, data.secret)


@router.post("/code", responses=problems(CodeWrong, EmailTaken, Invalid, TooManyAttempts))
def change_email_by_code(
    data: CodeProof,
    user: ConfirmedUser,
    request: Request,
    response: Response,
    session: CostlySession,
) -> UserPublic:
    """Take the address with the code in the mail to it. The old one is told; the session gets a new token."""
    count_code(data.secret)
    changed = service.change_by_code(session, user, data.secret, data.code)
    confirm_browser(session, user, request, response)
    return UserPublic.model_validate(changed)


@router.post("/link", responses=problems(LinkWrong, EmailTaken, Invalid))
def change_email_by_link(
    data: LinkProof,
    user: ConfirmedUser,
    request: Request,
    response: Response,
    session: SessionDependency,
) -> UserPublic:
    """The same with the link, in any browser in which the same person is signed in."""
    changed = service.change_by_link(session, user, data.token)
    confirm_browser(session, user, request, response)
    return UserPublic.model_validate(changed)


@router.post("/undo", responses=problems(LinkWrong, EmailTaken, Invalid))
def undo_email_change(
    data: LinkProof, request: Request, response: Response, session: SessionDependency
) -> PasswordLink:
    """Give an account back to its old address with the link in the mail to that. Nobody stays signed in, and a new password
    has to be chosen."""
    token = service.undo(session, data.token)
    sign_out_browser(session, request, response)
    return PasswordLink(token=token)
