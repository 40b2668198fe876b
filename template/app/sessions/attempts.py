"""How often somebody may try to sign in or up, or have a mail sent.

Three limits on signing in: one for the guesser of one password, one for the guesser of many people's, and a wide one for those
who guess one password from many addresses. It is wide because it also keeps the person out.
"""

from fastapi import Request

from app.core.attempts import client_network, count_attempt, forget_attempts
from app.core.settings import settings_of
from app.sessions.settings import SessionSettings

SAME_ACCOUNT_SAME_ADDRESS = "10 per 15 minutes"
SAME_ADDRESS = "100 per 15 minutes"
SAME_ACCOUNT = "100 per 1 hour"
RESETS = "20 per 1 hour"
#: Mails to one address: a stranger fills nobody's inbox.
MAILS = "5 per 1 hour"
#: Asked for whenever somebody opens the sign-in page; an office has one address.
PASSKEY_CHALLENGES = "300 per 15 minutes"
#: Mails that one person may have sent to addresses that are not theirs yet.
ADDRESS_CHANGES = "10 per 1 hour"
#: One of a million codes is right.
CODES = "5 per 15 minutes"


def count_sign_in(request: Request, email: str) -> None:
    """Raises TooManyAttempts."""
    network = client_network(request)
    count_attempt(SAME_ADDRESS, "sign-in from", network)
    count_attempt(SAME_ACCOUNT_SAME_ADDRESS, "sign-in", email, network)
    count_attempt(SAME_ACCOUNT, "sign-in of", email)


def forget_sign_ins(request: Request, email: str) -> None:
    """Somebody who has proved who they are was no guesser."""
    forget_attempts(SAME_ACCOUNT_SAME_ADDRESS, "sign-in", email, client_network(request))


def count_sign_up(request: Request) -> None:
    """Raises TooManyAttempts."""
    limit = settings_of(SessionSettings).sign_ups_per_hour
    count_attempt(f"{limit} per 1 hour", "sign-up", client_network(request))


def count_reset(request: Request) -> None:
    """Raises TooManyAttempts."""
    count_attempt(RESETS, "reset from", client_network(request))


def count_mail(whose: str) -> None:
    """Raises TooManyAttempts."""
    count_attempt(MAILS, "mail to", whose)


def count_address_change(user_id: str) -> None:
    """Raises TooManyAttempts."""
    count_attempt(ADDRESS_CHANGES, "another address for", user_id)


def count_code(secret: str) -> None:
    """Raises TooManyAttempts."""
    count_attempt(CODES, "code of", secret)


def count_passkey_challenge(request: Request) -> None:
    """Raises TooManyAttempts."""
    count_attempt(PASSKEY_CHALLENGES, "passkey challenge for", client_network(request))


def count_passkey_sign_in(request: Request) -> None:
    """Raises TooManyAttempts. Whoever tries passwords and passkeys has no more attempts than others."""
    count_attempt(SAME_ADDRESS, "sign-in from", client_network(request))


def count_passkey_confirmation(request: Request, user_id: str) -> None:
    """Raises TooManyAttempts."""
    count_attempt(SAME_ACCOUNT_SAME_ADDRESS, "passkey of", user_id, client_network(request))


def forget_passkey_confirmations(request: Request, user_id: str) -> None:
    """Somebody who has proved who they are was no guesser."""
    forget_attempts(SAME_ACCOUNT_SAME_ADDRESS, "passkey of", user_id, client_network(request))
