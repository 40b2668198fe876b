"""Secrets of authenticators that lie under a key that was replaced."""

from collections.abc import Iterator

from sqlmodel import Session, select

from app.sessions.two_factor.encryption import decrypt, encrypt, is_under_first_key
from app.sessions.two_factor.models import Authenticator


def former_secrets(session: Session) -> int:
    """How many only a former key opens. What no key opens waits for none."""
    found = select(Authenticator.secret)
    return sum(not is_under_first_key(secret) for secret in session.exec(found))


def move_secrets(session: Session) -> int:
    """Encrypt all of them with the first key, and tell how many it were."""
    return sum(1 for _ in moved(session))


def moved(session: Session) -> Iterator[Authenticator]:
    # Locked: a code that is used at the same moment keeps its step.
    for authenticator in session.exec(select(Authenticator).with_for_update()).all():
        if not is_under_first_key(authenticator.secret):
            user_id = authenticator.user_id
            authenticator.secret = encrypt(decrypt(authenticator.secret, user_id), user_id)
            yield authenticator
