"""Signing up, step by step."""

from fastapi import Request, Response

from app.accounts.errors import EmailTaken
from app.accounts.schemas import UserPublic
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, problems
from app.core.product_events import capture
from app.core.routing import APIRouter, CostlySession, SessionDependency
from app.sessions.attempts import count_code, count_sign_up
from app.sessions.challenges.errors import CodeWrong, LinkWrong
from app.sessions.challenges.service import prove_by_code, prove_by_link
from app.sessions.dependencies import sign_in_browser
from app.sessions.models import Purpose
from app.sessions.sign_up import service
from app.sessions.sign_up.schemas import (
    Challenge,
    CodeProof,
    LinkProof,
    NewAccount,
    ProvedAddress,
    SignUp,
)

router = APIRouter(prefix="/sessions/sign-up", tags=["sessions"])


@router.post("", status_code=202, responses=problems(Invalid, TooManyAttempts))
def sign_up(data: SignUp, request: Request, session: SessionDependency) -> Challenge:
    """Have a mail sent that proves an address. The answer is the same whether or not it has an account."""
    count_sign_up(request)
    return Challenge(secret=service.ask_for_proof(session, data.email))


@router.post("/resend", status_code=202, responses=problems(CodeWrong, Invalid, TooManyAttempts))
def send_sign_up_mail_again(data: Challenge, session: SessionDependency) -> None:
    """Have the mail sent once more. Code and link of the earlier one are worth nothing from then on."""
    service.ask_again(session, data.secret)


@router.post("/code", status_code=204, responses=problems(CodeWrong, Invalid, TooManyAttempts))
def confirm_by_code(data: CodeProof, session: CostlySession) -> None:
    """Prove the address with the code in the mail."""
    count_code(data.secret)
    prove_by_code(session, Purpose.SIGN_UP, data.secret, data.code)


@router.post("/link", responses=problems(LinkWrong, Invalid))
def confirm_by_link(data: LinkProof, session: SessionDependency) -> ProvedAddress:
    """Prove the address with the link in the mail, in whatever browser it was opened."""
    email, secret = prove_by_link(session, Purpose.SIGN_UP, data.token)
    return ProvedAddress(email=email, secret=secret)


@router.post("/finish", status_code=201, responses=problems(LinkWrong, EmailTaken, Invalid))
def finish_sign_up(
    data: NewAccount, request: Request, response: Response, session: CostlySession
) -> UserPublic:
    """Make the account and sign in to it."""
    user = service.make_account(session, data)
    sign_in_browser(session, user.id, request, response)
    capture(session, "signed up", request=request)
    return UserPublic.model_validate(user)
