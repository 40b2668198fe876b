"""The secrets of authenticators, as they lie in the database: a copy of it is nobody's second factor."""

import base64
import functools
import hashlib
from typing import TYPE_CHECKING

from app.accounts.models import UserId
from app.core.settings import settings_of
from app.sessions.settings import SessionSettings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


def encryption_keys() -> tuple[str, ...]:
    """The one to encrypt with first, then those that still decrypt."""
    return settings_of(SessionSettings).two_factor_key


@functools.cache
def cipher(keys: tuple[str, ...]) -> "MultiFernet":
    # Imported when somebody needs it: loading takes longer than most of the product.
    from cryptography.fernet import Fernet, MultiFernet

    # Fernet wants 32 bytes. The keys are random, so a fast hash gives nothing away.
    digests = (hashlib.sha256(key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def is_under_first_key(encrypted: bytes) -> bool:
    """Whether no former key is needed for it: the first opens it, or none does."""
    from cryptography.fernet import InvalidToken

    keys = encryption_keys()
    for opens_with in (keys[:1], keys):
        try:
            cipher(opens_with).decrypt(encrypted)
        except InvalidToken:
            continue
        return opens_with == keys[:1]
    return True


def encrypt(secret: str, user_id: UserId) -> bytes:
    """The secret for the database."""
    return cipher(encryption_keys()).encrypt(f"{user_id} {secret}".encode())


def decrypt(encrypted: bytes, user_id: UserId) -> str:
    """The secret from the database.

    Raises:
        cryptography.fernet.InvalidToken: no key that the product has opens it.
        ValueError: it is somebody else's, whose row was copied into this one.
    """
    owner, _, secret = cipher(encryption_keys()).decrypt(encrypted).decode().partition(" ")
    if owner != user_id:
        raise ValueError("The secret of an authenticator lies in another person's row.")
    return secret
