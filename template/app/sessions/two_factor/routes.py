"""The second proof at sign-in, and turning it on and off."""

from fastapi import Request, Response

from app.accounts.dependencies import ConfirmedUser, CurrentUser
from app.accounts.errors import AccountSuspended
from app.accounts.schemas import UserPublic
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, problems
from app.core.routing import APIRouter, SessionDependency
from app.sessions.attempts import (
    count_app_code,
    count_recovery_code,
    forget_app_codes,
    forget_recovery_codes,
)
from app.sessions.dependencies import confirm_browser
from app.sessions.entrance import let_in_after_both_proofs
from app.sessions.two_factor import service
from app.sessions.two_factor.errors import (
    SecondCodeWrong,
    SignInOver,
    TwoFactorOff,
    TwoFactorOn,
)
from app.sessions.two_factor.pending import end_pending, pending_person
from app.sessions.two_factor.schemas import (
    AuthenticatorCode,
    RecoveryCodes,
    RecoveryCodeTyped,
    SetUp,
    TwoFactorState,
)

router = APIRouter(prefix="/sessions", tags=["sessions"])

REFUSALS = (SignInOver, SecondCodeWrong, AccountSuspended, Invalid, TooManyAttempts)


@router.post("/sign-in/code", responses=problems(*REFUSALS))
def sign_in_with_code(
    data: AuthenticatorCode, request: Request, response: Response, session: SessionDependency
) -> UserPublic:
    """Begin the session that waits for the code of your authenticator app. Each code works once."""
    user_id = pending_person(session, request)
    count_app_code(request, user_id)
    service.use_code(session, user_id, data.code)
    forget_app_codes(request, user_id)
    end_pending(session, request, response)
    return let_in_after_both_proofs(session, user_id, request, response)


@router.post("/sign-in/recovery-code", responses=problems(*REFUSALS))
def sign_in_with_recovery_code(
    data: RecoveryCodeTyped, request: Request, response: Response, session: SessionDependency
) -> UserPublic:
    """Begin it with a recovery code, which is used up then. A mail tells you of it."""
    user_id = pending_person(session, request)
    count_recovery_code(request, user_id)
    service.use_recovery_code(session, user_id, data.code)
    forget_recovery_codes(request, user_id)
    end_pending(session, request, response)
    return let_in_after_both_proofs(session, user_id, request, response)


@router.get("/two-factor")
def show_two_factor(user: CurrentUser, session: SessionDependency) -> TwoFactorState:
    """Whether signing in to your account takes a second proof."""
    return service.state_of(session, user.id)


@router.post("/two-factor/set-up", responses=problems(TwoFactorOn))
def set_up_two_factor(user: ConfirmedUser, session: SessionDependency) -> SetUp:
    """Get a secret for your authenticator app. It replaces one that was never confirmed."""
    return service.begin_set_up(session, user)


@router.post(
    "/two-factor/turn-on",
    responses=problems(SecondCodeWrong, TwoFactorOn, Invalid, TooManyAttempts),
)
def turn_on_two_factor(
    data: AuthenticatorCode,
    user: ConfirmedUser,
    request: Request,
    response: Response,
    session: SessionDependency,
) -> RecoveryCodes:
    """Show with a code that your app has the secret. Other browsers are signed out, and a mail tells you of it."""
    count_app_code(request, user.id)
    codes = service.turn_on(session, user, data.code)
    forget_app_codes(request, user.id)
    confirm_browser(session, user, request, response)
    return RecoveryCodes(codes=codes)


@router.post("/two-factor/recovery-codes", responses=problems(TwoFactorOff))
def renew_recovery_codes(user: ConfirmedUser, session: SessionDependency) -> RecoveryCodes:
    """Get ten new recovery codes. Those before are worth nothing then."""
    return RecoveryCodes(codes=service.renew_recovery_codes(session, user))


@router.post("/two-factor/turn-off", status_code=204, responses=problems(TwoFactorOff))
def turn_off_two_factor(
    user: ConfirmedUser, request: Request, response: Response, session: SessionDependency
) -> None:
    """Sign in with one proof again. Other browsers are signed out, and a mail tells you of it."""
    service.turn_off(session, user)
    confirm_browser(session, user, request, response)
