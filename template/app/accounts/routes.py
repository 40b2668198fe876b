"""Signing up, in and out, and what people know of themselves."""

from fastapi import Request, Response

from app.accounts import service
from app.accounts.attempts import count_sign_in, count_sign_up, forget_sign_ins
from app.accounts.dependencies import CurrentUser
from app.accounts.errors import EmailTaken, InvalidCredentials
from app.accounts.schemas import SignIn, SignUp, UserPublic, UserUpdate
from app.accounts.sessions import end_session, set_session_cookie, sign_in_browser, token_of
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, problems
from app.core.product_events import capture
from app.core.routing import APIRouter, SessionDependency

router = APIRouter(prefix="/accounts", tags=["accounts"])


@router.post("/sign-up", status_code=201, responses=problems(EmailTaken, Invalid, TooManyAttempts))
def sign_up(
    data: SignUp, request: Request, response: Response, session: SessionDependency
) -> UserPublic:
    """Make an account and sign in to it."""
    count_sign_up(request)
    user = service.sign_up(session, data)
    sign_in_browser(session, user.id, request, response)
    capture(session, "signed up", request=request)
    return UserPublic.model_validate(user)


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


@router.post("/sign-out", status_code=204)
def sign_out(request: Request, response: Response, session: SessionDependency) -> None:
    """End the session, if there is one."""
    end_session(session, token_of(request))
    set_session_cookie(request, response, None)


@router.get("/me")
def show_me(user: CurrentUser) -> UserPublic:
    """Who is signed in."""
    return UserPublic.model_validate(user)


@router.patch("/me", responses=problems(Invalid))
def update_me(data: UserUpdate, user: CurrentUser, session: SessionDependency) -> UserPublic:
    """Change your name."""
    return UserPublic.model_validate(service.update_user(session, user.id, data))
