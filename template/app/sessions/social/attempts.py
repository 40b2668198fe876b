"""Attempts to sign in elsewhere. Each is good once, in the browser that began it, for the provider that it was begun for."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, delete

from app.accounts.models import UserId
from app.core.database import unit_of_work
from app.core.models import utc_now
from app.sessions.social import github, openid
from app.sessions.social.errors import AttemptOver
from app.sessions.social.models import SocialAttempt
from app.sessions.social.providers import Identity, Provider, ProviderName
from app.sessions.social.secrets import Secrets, new_secrets
from app.sessions.tokens import token_hash

LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True)
class Attempt:
    """What was kept of an attempt."""

    user_id: UserId | None
    return_to: str


def begin(
    session: Session, provider: Provider, *, user_id: UserId | None = None, return_to: str = ""
) -> tuple[str, str]:
    """Where to send the browser, and what it has to keep.

    Raises:
        ProviderUnavailable: the provider does not answer.
        ProviderRefused: it is not the one that the settings name.
    """
    secrets = new_secrets()
    speak = github if provider.name is ProviderName.GITHUB else openid
    address = speak.authorization_address(provider, secrets)
    session.add(
        SocialAttempt(
            state_hash=token_hash(secrets.state),
            browser_hash=token_hash(secrets.browser),
            provider=provider.name,
            user_id=user_id,
            return_to=return_to,
            expires_at=utc_now() + LIFETIME,
        )
    )
    return address, secrets.browser


def take(provider: Provider, secrets: Secrets) -> Attempt:
    """Use an attempt up, whatever comes of it: in a unit of work of its own, because what follows may fail.

    Raises:
        AttemptOver: there is none that this browser began with this provider.
    """
    with unit_of_work() as session:
        taken = session.exec(
            delete(SocialAttempt)
            .where(
                col(SocialAttempt.state_hash) == token_hash(secrets.state),
                col(SocialAttempt.browser_hash) == token_hash(secrets.browser),
                col(SocialAttempt.provider) == provider.name,
                col(SocialAttempt.expires_at) > utc_now(),
            )
            .returning(col(SocialAttempt.user_id), col(SocialAttempt.return_to))
        ).one_or_none()
    if taken is None:
        raise AttemptOver
    return Attempt(*taken)


def identify(provider: Provider, secrets: Secrets, code: str, issuer: str | None) -> Identity:
    """Who has come back.

    Raises:
        ProviderUnavailable: the provider does not answer.
        ProviderRefused: it does not know the code, or its word does not hold.
    """
    if provider.name is ProviderName.GITHUB:
        return github.identify(provider, secrets, code)
    return openid.identify(provider, secrets, code, issuer)
