"""Signing in with an account elsewhere, and connecting one."""

from fastapi import Request, Response

from app.accounts.dependencies import ConfirmedUser, CurrentUser, signed_in_person
from app.accounts.errors import EmailTaken
from app.accounts.schemas import UserPublic
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, NotFound, NotSignedIn, problems
from app.core.product_events import capture
from app.core.routing import APIRouter, RequestContext, SessionDependency
from app.sessions.attempts import count_sign_up, count_social_attempt
from app.sessions.challenges.errors import LinkWrong
from app.sessions.cookies import cookie_of, set_cookie
from app.sessions.dependencies import sign_in_browser
from app.sessions.entrance import let_in
from app.sessions.passkeys.errors import LastWayIn
from app.sessions.social import attempts, service
from app.sessions.social.errors import (
    AnotherIsConnected,
    AttemptOver,
    IdentityTaken,
    ProviderRefused,
    ProviderUnavailable,
)
from app.sessions.social.models import SocialIdentityId
from app.sessions.social.providers import (
    ProviderName,
    configured_providers,
    provider_named,
)
from app.sessions.social.schemas import (
    AddressAsked,
    Connected,
    Departure,
    Finished,
    ProviderPublic,
    Return,
    SignInElsewhere,
    SocialAccount,
    SocialIdentityPublic,
)
from app.sessions.social.secrets import Secrets

router = APIRouter(prefix="/sessions/social", tags=["sessions"])

#: What ties an attempt to its browser.
ATTEMPT = "social_attempt"
#: What ties an account elsewhere to the browser in which an address is being proved for it.
WAITING = "social_identity"


@router.get("/providers")
def list_providers() -> list[ProviderPublic]:
    """With whose accounts one can sign in here."""
    return [ProviderPublic.model_validate(provider) for provider in configured_providers()]


@router.post(
    "/{provider}/begin",
    responses=problems(NotFound, ProviderRefused, ProviderUnavailable, Invalid, TooManyAttempts),
)
def begin_elsewhere(
    provider: ProviderName,
    data: SignInElsewhere,
    request: Request,
    response: Response,
    session: SessionDependency,
) -> Departure:
    """Begin to sign in, or up, with an account elsewhere."""
    asked = provider_named(provider)
    count_social_attempt(request)
    address, secret = attempts.begin(session, asked, return_to=data.return_to)
    set_cookie(request, response, ATTEMPT, secret, attempts.LIFETIME)
    return Departure(address=address)


@router.post(
    "/{provider}/connect",
    responses=problems(NotFound, ProviderRefused, ProviderUnavailable, Invalid, TooManyAttempts),
)
def begin_to_connect(
    provider: ProviderName,
    user: ConfirmedUser,
    request: Request,
    response: Response,
    session: SessionDependency,
) -> Departure:
    """Begin to connect an account elsewhere with your own."""
    asked = provider_named(provider)
    count_social_attempt(request)
    address, secret = attempts.begin(session, asked, user_id=user.id)
    set_cookie(request, response, ATTEMPT, secret, attempts.LIFETIME)
    return Departure(address=address)


@router.post(
    "/{provider}/finish",
    responses=problems(
        *(AttemptOver, ProviderRefused, ProviderUnavailable, NotSignedIn, NotFound),
        *(IdentityTaken, AnotherIsConnected, EmailTaken, Invalid, TooManyAttempts),
    ),
)
def finish_elsewhere(
    provider: ProviderName,
    data: Return,
    request: Request,
    response: Response,
    session: SessionDependency,
) -> Finished:
    """Do what the attempt was begun for, now that the browser is back. It can be used once, whatever comes of it."""
    asked = provider_named(provider)
    secrets = Secrets(browser=cookie_of(request, ATTEMPT) or "", state=data.state)
    # Nothing is asked of the database in between: a provider that takes its time keeps no connection.
    attempt = attempts.take(asked, secrets)
    identity = attempts.identify(asked, secrets, data.code, data.iss)
    set_cookie(request, response, ATTEMPT, None)
    if attempt.user_id is not None:
        person = signed_in_person(RequestContext(request, session))
        if person.id != attempt.user_id:
            raise AttemptOver
        service.connect(session, person.id, identity)
        return Finished(result=Connected(next_step="connected"), return_to=attempt.return_to)
    user_id, is_new = service.person_of(session, identity)
    if user_id is None:
        set_cookie(
            *(request, response, WAITING),
            *(service.let_wait(session, identity), service.WAITING_LIFETIME),
        )
        asks = AddressAsked(next_step="address", email=identity.email or "", name=identity.name)
        return Finished(result=asks, return_to=attempt.return_to)
    if is_new:
        count_sign_up(request)
        capture(session, "signed up", request=request)
    return Finished(result=let_in(session, user_id, request, response), return_to=attempt.return_to)


@router.post(
    "/account",
    status_code=201,
    responses=problems(AttemptOver, LinkWrong, IdentityTaken, EmailTaken, Invalid),
)
def finish_social_sign_up(
    data: SocialAccount, request: Request, response: Response, session: SessionDependency
) -> UserPublic:
    """Make the account of somebody who came from elsewhere and has proved an address, and sign in to it."""
    user = service.finish_account(session, cookie_of(request, WAITING) or "", data)
    set_cookie(request, response, WAITING, None)
    sign_in_browser(session, user.id, request, response)
    capture(session, "signed up", request=request)
    return UserPublic.model_validate(user)


@router.get("/identities")
def list_identities(user: CurrentUser, session: SessionDependency) -> list[SocialIdentityPublic]:
    """The accounts elsewhere with which you can sign in."""
    return service.identities_of(session, user.id)


@router.delete(
    "/identities/{identity_id}", status_code=204, responses=problems(NotFound, LastWayIn)
)
def disconnect_identity(
    identity_id: SocialIdentityId, user: ConfirmedUser, session: SessionDependency
) -> None:
    """Let an account elsewhere open yours no more. The last way in stays."""
    service.disconnect(session, user.id, identity_id)
