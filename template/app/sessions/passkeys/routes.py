"""Adding, naming and removing passkeys, signing in with one, and showing with one that it is you."""

from fastapi import Request, Response

from app.accounts.dependencies import ConfirmedUser, CurrentUser
from app.accounts.errors import AccountSuspended
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, NotFound, problems
from app.core.routing import APIRouter, SessionDependency
from app.sessions.attempts import (
    count_passkey_challenge,
    count_passkey_confirmation,
    count_passkey_sign_in,
    forget_passkey_confirmations,
    forget_passkey_sign_in,
)
from app.sessions.dependencies import confirm_browser
from app.sessions.entrance import Entered, let_in
from app.sessions.passkeys import proving, service
from app.sessions.passkeys.browsers import mark_browser, mark_of
from app.sessions.passkeys.errors import (
    LastWayIn,
    NoPasskey,
    PasskeyCopied,
    PasskeyKnown,
    PasskeyRefused,
    TooManyPasskeys,
)
from app.sessions.passkeys.models import PasskeyId
from app.sessions.passkeys.schemas import (
    NewPasskey,
    OptionsToMake,
    OptionsToUse,
    PasskeyPublic,
    PasskeyUpdate,
    UsedPasskey,
)

router = APIRouter(prefix="/sessions/passkeys", tags=["sessions"])


@router.get("")
def list_passkeys(user: CurrentUser, session: SessionDependency) -> list[PasskeyPublic]:
    """Your passkeys, the oldest first."""
    return [PasskeyPublic.model_validate(each) for each in service.passkeys_of(session, user.id)]


@router.post("/new", responses=problems(TooManyPasskeys, TooManyAttempts))
def begin_to_add_passkey(
    user: ConfirmedUser, request: Request, session: SessionDependency
) -> OptionsToMake:
    """What the browser's `navigator.credentials.create` takes to make a passkey."""
    count_passkey_challenge(request)
    return service.begin_to_add(session, user)


@router.post(
    "",
    status_code=201,
    responses=problems(PasskeyRefused, PasskeyKnown, TooManyPasskeys, Invalid),
)
def add_passkey(
    data: NewPasskey,
    user: ConfirmedUser,
    request: Request,
    response: Response,
    session: SessionDependency,
) -> PasskeyPublic:
    """Keep the passkey that the browser has made. A mail tells you of it; the session gets a new token."""
    passkey = service.add(session, user, data.credential, request.headers.get("User-Agent", ""))
    confirm_browser(session, user, request, response)
    return PasskeyPublic.model_validate(passkey)


@router.patch("/{passkey_id}", responses=problems(NotFound, Invalid))
def rename_passkey(
    passkey_id: PasskeyId, data: PasskeyUpdate, user: CurrentUser, session: SessionDependency
) -> PasskeyPublic:
    """Give one of your passkeys another name."""
    return PasskeyPublic.model_validate(service.rename(session, user.id, passkey_id, data))


@router.delete("/{passkey_id}", status_code=204, responses=problems(NotFound, LastWayIn))
def remove_passkey(
    passkey_id: PasskeyId,
    user: ConfirmedUser,
    request: Request,
    response: Response,
    session: SessionDependency,
) -> None:
    """Let a passkey open nothing any more. A mail tells you of it; the session gets a new token."""
    service.remove(session, user.id, passkey_id)
    confirm_browser(session, user, request, response)


@router.post("/sign-in/begin", responses=problems(TooManyAttempts))
def begin_to_sign_in_by_passkey(request: Request, response: Response) -> OptionsToUse:
    """What the browser's `navigator.credentials.get` takes to sign somebody in. It is the same for everybody."""
    count_passkey_challenge(request)
    return proving.begin_to_sign_in(mark_browser(request, response))


@router.post(
    "/sign-in",
    responses=problems(PasskeyRefused, PasskeyCopied, AccountSuspended, Invalid, TooManyAttempts),
)
def sign_in_by_passkey(
    data: UsedPasskey, request: Request, response: Response, session: SessionDependency
) -> Entered:
    """Begin a session; the browser's earlier one ends. The passkey says whose it is, and counts as both factors."""
    count_passkey_sign_in(request)
    user_id = proving.sign_in(session, data.credential, mark_of(request))
    forget_passkey_sign_in(request)
    return let_in(session, user_id, request, response, proves_both=True)


@router.post("/confirm/begin", responses=problems(NoPasskey, TooManyAttempts))
def begin_to_confirm_by_passkey(
    user: CurrentUser, request: Request, session: SessionDependency
) -> OptionsToUse:
    """What the browser's `navigator.credentials.get` takes to show that it is you."""
    count_passkey_challenge(request)
    return proving.begin_to_confirm(session, user)


@router.post(
    "/confirm",
    status_code=204,
    responses=problems(PasskeyRefused, PasskeyCopied, Invalid, TooManyAttempts),
)
def confirm_by_passkey(
    data: UsedPasskey,
    user: CurrentUser,
    request: Request,
    response: Response,
    session: SessionDependency,
) -> None:
    """Show with a passkey that it is you. For ten minutes you may do what needs that; the session gets a new token."""
    count_passkey_confirmation(request, user.id)
    proving.confirm(session, user, data.credential)
    forget_passkey_confirmations(request, user.id)
    confirm_browser(session, user, request, response)
